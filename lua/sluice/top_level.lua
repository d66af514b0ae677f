-- sluice.top_level: what is `local` in a line of the REPL stays for the next line.
--
-- Each line is a chunk of its own, so a local variable would end with it. Here those
-- that stand outside of any block become global: the word `local` gives way to spaces,
-- so that lines and columns stay as they were typed.
-- SPDX-License-Identifier: MIT
local tokens = require("sluice.tokens")

local M = {}

local DEEPER = {["function"] = 1, ["do"] = 1, ["then"] = 1, ["repeat"] = 1,
  ["end"] = -1, ["until"] = -1, ["elseif"] = -1, ["else"] = 0}

-- Where the names of a `local` end, whether values follow, and its attributes.
local function read_names(list, at)
  local attributes = {}
  while list[at] and list[at].kind == "name" do
    at = at + 1
    if list[at] and list[at].text == "<" and list[at + 2] then
      attributes[#attributes + 1] = {list[at], list[at + 2]}
      at = at + 3
    end
    if not (list[at] and list[at].text == ",") then
      break
    end
    at = at + 1
  end
  return list[at - 1], list[at] ~= nil and list[at].text == "=", attributes
end

-- Byte offsets of the lines of a text.
local function line_starts(text)
  local starts = {1}
  for at in text:gmatch("\n()") do
    starts[#starts + 1] = at
  end
  return starts
end

---A text whose top-level locals are globals.
---@param text string
---@return string
function M.open(text)
  if not text:find("local", 1, true) then
    return text
  end
  local list, starts, depth = tokens.read(text), line_starts(text), 0
  local edits = {} -- {from, to, replacement}, in order
  local function blank(first, last)
    local from = starts[first.line] + first.column - 1
    local to = starts[last.last_line] + last.last_column - 1
    edits[#edits + 1] = {from, to, (" "):rep(to - from + 1)}
  end
  for i, token in ipairs(list) do
    if token.kind == "keyword" then
      depth = depth + (DEEPER[token.text] or 0)
    end
    if depth == 0 and token.kind == "keyword" and token.text == "local" then
      blank(token, token)
      local last, has_values, attributes = read_names(list, i + 1)
      for _, attribute in ipairs(attributes) do
        blank(attribute[1], attribute[2])
      end
      if not has_values and last ~= token then
        local behind = starts[last.last_line] + last.last_column
        edits[#edits + 1] = {behind, behind - 1, " = nil"}
      end
    end
  end
  local parts, from = {}, 1
  for _, edit in ipairs(edits) do
    parts[#parts + 1] = text:sub(from, edit[1] - 1) .. edit[3]
    from = edit[2] + 1
  end
  return table.concat(parts) .. text:sub(from)
end

return M
