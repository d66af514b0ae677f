-- sluice.show: values as the REPL shows them: a short form for each kind, and a long
-- one for those that there is more to say of.
-- SPDX-License-Identifier: MIT
local dstream = require("sluice.dstream")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local show_trace = require("sluice.show_trace")
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

-- What a stream is made of. One call may make several streams: those between its ends
-- are nobody's.
local function parent_of(stream)
  local parent = stream.parent
  while parent and parent.parent and parent.op == stream.op
    and parent.line == stream.line do
    parent = parent.parent
  end
  return parent
end

-- The name of a stream that was given one, else how it is made of one.
local function name_of(stream, named)
  if named and named[stream] then
    return named[stream]
  end
  local parent = parent_of(stream)
  return stream.op .. (parent and " of " .. name_of(parent, named) or "")
end

---"DStream 1, map of words, slide 1 s".
---@param stream DStream
---@param named? table<DStream, string>
---@return string
function M.stream(stream, named)
  local slide = host.stream_slide(stream.held.number, stream.number)
  local made_of = parent_of(stream)
  local parent = made_of and " of " .. name_of(made_of, named) or ""
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

-- "StreamingContext, batches of 1 s, ACTIVE: 3 streams, 1 output"
local function context_text(context)
  local streams = context.streams[0] and #context.streams + 1 or 0
  local outputs = context.outputs[0] and #context.outputs + 1 or 0
  return ("StreamingContext, batches of %s, %s: %s, %s"):format(
    words.duration(context.interval * 1000), context:getState(),
    words.count(streams, "stream"), words.count(outputs, "output"))
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
  elseif getmetatable(value) then
    local meta = getmetatable(value)
    if type(meta) == "table" and rawget(meta, "__name") == "StreamingContext" then
      return context_text(value)
    end
    return show_trace.short(value) or tostring(value)
  end
  return table_text(value, named, depth or 0)
end

-- The streams and outputs that are made of a stream, but for those between the ends of
-- one call.
local function users_of(stream, named)
  local list, between, streams = {}, {}, stream.held.streams
  for number = 0, #streams do
    local parent = streams[number] and streams[number].parent
    if parent and parent ~= parent_of(streams[number]) then
      between[parent] = true
    end
  end
  for number = 0, #streams do
    local other = streams[number]
    if other and parent_of(other) == stream and not between[other] then
      list[#list + 1] = name_of(other, named)
    end
  end
  for number = 0, #stream.held.outputs do
    local output = stream.held.outputs[number]
    if output and output.stream == stream then
      list[#list + 1] = ("output %d (%s, line %d)"):format(number + 1, output.op,
        output.line)
    end
  end
  return list
end

local function long_stream(stream, named)
  local lines, parent = {M.stream(stream, named)}, parent_of(stream)
  while parent do
    lines[#lines + 1] = "  made of  " .. (named[parent] and named[parent] .. ": " or "")
      .. M.stream(parent, named)
    parent = parent_of(parent)
  end
  local users = users_of(stream, named)
  lines[#lines + 1] = #users > 0 and "  used by  " .. words.list(users)
    or "  used by  nothing: only an output makes it run"
  lines[#lines + 1] = ("  typed in line %d"):format(stream.line)
  return table.concat(lines, "\n")
end

---A value in as many lines as it takes.
---@param value any
---@param named table<DStream, string>
---@return string
function M.long(value, named)
  if type(value) == "table" and dstream.is_stream(value) then
    return long_stream(value, named)
  elseif rdd.is_rdd(value) then
    return value:toDebugString()
  end
  return show_trace.long(value) or M.value(value, named)
end

return M
