-- viz.names: what streams are called in pictures, and in their ids.
--
-- An operator of the program may make several streams (reduceByKeyAndWindow makes
-- three); all have the variable's name in the trace, but it is the last one that the
-- variable holds.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

local MOST <const> = 60 -- characters of a name

---A name of the program as pictures show it: without what cannot be shown, and not
---longer than a line.
---@param text string
---@return string
function M.shown(text)
  local shown = words.printable(text)
  if (utf8.len(shown) or #shown) <= MOST then
    return shown
  end
  return shown:sub(1, utf8.offset(shown, MOST) - 1) .. "\u{2026}"
end

---The streams of the last context of a trace, by number; a driver that was started
---again describes them again.
---@param trace Trace
---@return table[]
function M.streams(trace)
  local by_number, list = {}, {}
  for _, stream in ipairs(trace:streams()) do
    by_number[stream.number] = stream
  end
  for _, stream in pairs(by_number) do
    list[#list + 1] = stream
  end
  table.sort(list, function(a, b)
    return a.number < b.number
  end)
  return list
end

---The outputs of the last context, in the order of the program.
---@param trace Trace
---@return table[]
function M.outputs(trace)
  local list = {}
  for _, output in ipairs(trace:outputs()) do
    list[output.number + 1] = output
  end
  return list
end

-- Besides these, operators that have a window inside make several streams; streams of
-- `map` after `map` are of the program, both of them.
local COMPOSED <const> = {mapWithState = true, textFileStream = true}

local function is_step(stream, before)
  return (COMPOSED[stream.op] or stream.op:find(".Window$"))
    and before.op == stream.op and before.line == stream.line
    and before.file == stream.file and before.name == stream.name
    and before.number + 1 == stream.number
end

-- The streams that are steps on the way to another one of the same operator, with the
-- stream that they lead to.
local function steps(streams, by_number)
  local inner = {}
  for i = #streams, 1, -1 do
    local stream = streams[i]
    for _, number in ipairs(stream.parents) do
      local parent = by_number[number]
      if parent and is_step(stream, parent) then
        inner[number] = inner[stream.number] or stream
      end
    end
  end
  return inner
end

---@class StreamName
---@field name string|nil of the variable that holds it
---@field label string the variable, or else the operator
---@field key string for ids: the variable if it is the only one, else the number
---@field inner boolean a step of the operator that another stream completes
---@field whole integer the stream that completes it

---How each stream is called, by its number.
---@param streams table[]
---@return table<integer, StreamName>
function M.of(streams)
  local by_number, times, names = {}, {}, {}
  for _, stream in ipairs(streams) do
    by_number[stream.number] = stream
  end
  local inner = steps(streams, by_number)
  for _, stream in ipairs(streams) do
    if stream.name and not inner[stream.number] then
      times[stream.name] = (times[stream.name] or 0) + 1
    end
  end
  for _, stream in ipairs(streams) do
    local name = not inner[stream.number] and stream.name or nil
    name = name and M.shown(name)
    local fits = name and times[stream.name] == 1 and name:find("^[%a_][%w_]*$")
    names[stream.number] = {name = name, label = name or M.shown(stream.op),
      key = fits and name or tostring(stream.number),
      inner = inner[stream.number] ~= nil,
      whole = (inner[stream.number] or stream).number}
  end
  return names
end

return M
