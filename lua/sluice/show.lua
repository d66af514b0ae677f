-- sluice.show: values as the REPL shows them, a short form for each kind.
-- SPDX-License-Identifier: MIT
local dstream = require("sluice.dstream")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local words = require("sluice.words")

local M = {}

local MOST_ITEMS <const> = 20 -- of a table
local DEEPEST <const> = 4

-- The receiver of an input stream, or nothing.
local function source_of(stream)
  if stream.address and stream.port then
    return (", receiver at %s:%d"):format(stream.address, stream.port)
  elseif stream.folder then
    return ", files of " .. stream.folder
  end
  return ""
end

-- The name of a stream that was given one, else how it is made of one.
local function name_of(stream, named)
  if named and named[stream] then
    return named[stream]
  end
  return stream.op .. (stream.parent and " of " .. name_of(stream.parent, named) or "")
end

---"DStream 1, map of words, slide 1 s".
---@param stream DStream
---@param named? table<DStream, string>
---@return string
function M.stream(stream, named)
  local slide = host.stream_slide(stream.held.number, stream.number)
  local parent = stream.parent and " of " .. name_of(stream.parent, named) or ""
  return ("DStream %d, %s%s, slide %s%s"):format(stream.number, stream.op, parent,
    words.duration(slide * 1000), source_of(stream))
end

local function key_text(key, depth, named)
  if type(key) == "string" and key:find("^[%a_][%w_]*$") then
    return key
  end
  return "[" .. M.value(key, named, depth) .. "]"
end

-- Keys that are no list index, in an order that does not change.
local function other_keys(value, count)
  local keys = {}
  for key in next, value do
    if not (math.type(key) == "integer" and key >= 1 and key <= count) then
      keys[#keys + 1] = key
    end
  end
  table.sort(keys, function(a, b)
    if type(a) ~= type(b) or type(a) ~= "string" and type(a) ~= "number" then
      return type(a) < type(b)
    end
    return a < b
  end)
  return keys
end

local function table_text(value, named, depth)
  if depth >= DEEPEST then
    return "{…}"
  end
  local texts, count = {}, #value
  for i = 1, math.min(count, MOST_ITEMS) do
    texts[i] = M.value(value[i], named, depth + 1)
  end
  local keys = other_keys(value, count)
  for i = 1, math.min(#keys, MOST_ITEMS - #texts) do
    texts[#texts + 1] = key_text(keys[i], depth + 1, named) .. " = "
      .. M.value(value[keys[i]], named, depth + 1)
  end
  local left = count + #keys - #texts
  if left > 0 then
    texts[#texts + 1] = ("… %s more"):format(words.number(left))
  end
  return "{" .. table.concat(texts, ", ") .. "}"
end

---A value in one line.
---@param value any
---@param named? table<DStream, string>
---@param depth? integer of the table that it stands in
---@return string
function M.value(value, named, depth)
  if type(value) == "string" then
    return words.quote(value)
  elseif type(value) ~= "table" then
    return tostring(value)
  elseif dstream.is_stream(value) then
    return M.stream(value, named)
  elseif rdd.is_rdd and rdd.is_rdd(value) or getmetatable(value) then
    return tostring(value)
  end
  return table_text(value, named, depth or 0)
end

return M
