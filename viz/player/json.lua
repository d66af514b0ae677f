-- viz.player.json: plain data as JSON that may stand inside a page.
-- SPDX-License-Identifier: MIT
local M = {}

local ESCAPES <const> = {["\""] = "\\\"", ["\\"] = "\\\\", ["\n"] = "\\n",
  ["\r"] = "\\r", ["\t"] = "\\t", ["<"] = "\\u003c"}

-- No "<", so that nothing in it can end the script element it stands in.
local function string(text)
  if not utf8.len(text) then
    text = text:gsub("[\128-\255]", "?")
  end
  text = text:gsub("[%c\"\\<]", function(byte)
    return ESCAPES[byte] or ("\\u%04x"):format(byte:byte())
  end)
  return "\"" .. text .. "\""
end

local function number(value)
  return (math.type(value) == "integer" and "%d" or "%.14g"):format(value)
end

local function object(value)
  local names, fields = {}, {}
  for name in pairs(value) do
    names[#names + 1] = name
  end
  table.sort(names)
  for i, name in ipairs(names) do
    fields[i] = string(name) .. ":" .. M.encode(value[name])
  end
  return "{" .. table.concat(fields, ",") .. "}"
end

---Stand for null, and for an object without fields.
M.NULL = setmetatable({}, {__name = "null"})
M.EMPTY = setmetatable({}, {__name = "object"})

---JSON of texts, numbers, booleans, lists and tables by name; a table without fields is
---an empty list.
---@param value any
---@return string
function M.encode(value)
  if value == M.NULL then
    return "null"
  elseif value == M.EMPTY then
    return "{}"
  elseif type(value) == "string" then
    return string(value)
  elseif type(value) == "number" then
    return number(value)
  elseif type(value) ~= "table" then
    return tostring(value)
  elseif #value == 0 and next(value) ~= nil then
    return object(value)
  end
  local items = {}
  for i, item in ipairs(value) do
    items[i] = M.encode(item)
  end
  return "[" .. table.concat(items, ",") .. "]"
end

return M
