-- cli.learn.keys: the keys that bytes of a terminal are.
--
-- A sequence that begins with Escape is one key; those that do nothing here are
-- dropped, and so is what is pasted.
-- SPDX-License-Identifier: MIT
local M = {}

local ESCAPE <const> = "\27"

-- What terminals send for keys with a name.
local SEQUENCES <const> = {
  ["[A"] = "up", ["[B"] = "down", ["[C"] = "right", ["[D"] = "left", ["OA"] = "up",
  ["OB"] = "down", ["[5~"] = "page up", ["[6~"] = "page down", ["[H"] = "home",
  ["[F"] = "end", ["[1~"] = "home", ["[4~"] = "end", ["OM"] = "enter",
}
local CONTROLS <const> = {["\r"] = "enter", ["\n"] = "enter", [" "] = "space",
  ["\127"] = "backspace", ["\8"] = "backspace", ["\4"] = "q"}
local PASTE <const>, PASTED <const> = "^\27%[200~", "\27[201~"

-- The key that bytes begin with, and how many bytes it has; 0: more have to come.
local function first(bytes)
  local sequence = bytes:match("^\27(O.)") or bytes:match("^\27(%[[%d;:<=>?]*[@-~])")
  if sequence then
    return SEQUENCES[sequence] or "", #sequence + 1
  elseif bytes:find("^\27[%[O]") then
    return nil, 0
  elseif bytes:sub(1, 1) == ESCAPE then
    return "escape", 1
  end
  local sign = bytes:match("^" .. utf8.charpattern) or bytes:sub(1, 1)
  return CONTROLS[sign] or (sign:find("%c") and "" or sign), #sign
end

---Takes bytes apart.
---@param bytes string
---@return string[] keys signs, or names such as enter; what does nothing is left out
---@return string rest the beginning of a key of which more has to come
function M.read(bytes)
  local list = {}
  while bytes ~= "" do
    if bytes:find(PASTE) then
      local _, last = bytes:find(PASTED, 1, true)
      if not last then
        return list, bytes
      end
      bytes = bytes:sub(last + 1)
    else
      local key, size = first(bytes)
      if size == 0 then
        return list, bytes
      end
      list[#list + 1] = key ~= "" and key or nil
      bytes = bytes:sub(size + 1)
    end
  end
  return list, ""
end

return M
