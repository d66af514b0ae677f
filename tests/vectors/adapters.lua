-- tests/vectors/adapters.lua -- what the programs that are made from vectors stand on.
-- SPDX-License-Identifier: MIT
--
-- A program loads it by dofile. The functions in the vectors know pairs as tables
-- {k, v} and options as a value or nil; here they are turned into functions of the API.
-- What a program has to tell goes to standard output, a line of JSON behind a mark:
--
--   @ {"what":"out","time":1000,"partitions":2,"records":[["a",1]]}

local M = {}

-- --- Values --------------------------------------------------------------------------

local function index(value, field)
  return value[field]
end

-- Whether a table is an object that has this field: a plain list has none, and other
-- objects may raise.
local function has(value, field)
  if getmetatable(value) == nil then
    return false
  end
  local fine, found = pcall(index, value, field)
  return fine and found ~= nil
end

-- A table with each of its values changed.
local function each(list, change)
  local made = {}
  for key, item in pairs(list) do
    made[key] = change(item)
  end
  return made
end

--- A value as the functions of the vectors know it: {k, v}, options as value or nil.
---@param value any
---@return any
local function plain(value)
  if value == null or value == None then
    return nil
  elseif type(value) ~= "table" then
    return value
  elseif has(value, "_1") then
    return { plain(value._1), plain(value._2) }
  elseif has(value, "isDefined") then
    return plain(value:get())
  end
  return each(value, plain)
end

--- What such a function returns, as a value of the API: a table of two is a pair.
---@param value any
---@return any
local function object(value)
  if type(value) ~= "table" or getmetatable(value) then
    return value
  elseif #value == 2 then
    return pair(object(value[1]), object(value[2]))
  end
  return each(value, object)
end

local function objects(list)
  return each(list, object)
end

-- The arguments of a record: one value, or a key and a value.
local function element(count, first, second)
  if count == 2 then
    return { plain(first), plain(second) }
  end
  return plain(first)
end

-- A record as results: a pair is two.
local function record(value)
  if type(value) == "table" and #value == 2 then
    return object(value[1]), object(value[2])
  end
  return object(value)
end

-- --- Functions -----------------------------------------------------------------------

--- Of a record, to a record.
function M.map(f)
  return function(...)
    return record(f(element(select("#", ...), ...)))
  end
end

--- Of a record, to a condition.
function M.filter(f)
  return function(...)
    return f(element(select("#", ...), ...))
  end
end

--- Of a record, to a list of records; the last argument, emit, is not for f.
function M.flatMap(f)
  return function(...)
    return objects(f(element(select("#", ...) - 1, ...)))
  end
end

--- Of a list of records, to such a list.
function M.mapPartitions(f)
  return function(list)
    return objects(f(plain(list)))
  end
end

--- Of a value, to a value.
function M.value(f)
  return function(value)
    return object(f(plain(value)))
  end
end

--- Of a value, to a list of values.
function M.flatMapValues(f)
  return function(value)
    return objects(f(plain(value)))
  end
end

--- Of two values, to one.
function M.reduce(f)
  return function(a, b)
    return object(f(plain(a), plain(b)))
  end
end

--- Of the new values and the state of a key, to a state or nil.
function M.update(f)
  return function(values, state)
    return object(f(plain(values), plain(state)))
  end
end

--- The same, with time in ms and key in front.
function M.updateAtTime(f)
  return function(time, key, values, state)
    return object(f(time:milliseconds(), plain(key), plain(values), plain(state)))
  end
end

--- The same as M.update, over a list of all keys with their values and states.
function M.updateEach(f)
  return function(list)
    local made = {}
    for _, item in ipairs(list) do
      local state = f(plain(item._2), plain(item._3))
      if state ~= nil then
        made[#made + 1] = pair(item._1, object(state))
      end
    end
    return made
  end
end

-- A state, with the names that the vectors use.
local function state_of(state)
  local made = {}
  function made.exists() return state:exists() end
  function made.get_option() return state:exists() and plain(state:get()) or nil end
  function made.update(_, value) state:update(object(value)) end
  function made.remove() state:remove() end
  function made.is_timing_out() return state:isTimingOut() end
  return made
end

--- The function of mapWithState, in its form with time and an optional result.
function M.mapWithState(f)
  return function(time, key, value, state)
    local made = f(time:milliseconds(), plain(key), plain(value), state_of(state))
    if made ~= nil then
      return record(made)
    end
    return nil
  end
end

-- --- Inputs --------------------------------------------------------------------------

--- A stream of the n-th list in batch n, of nothing behind the last; false in the list
--- is a batch without an RDD.
---@param ssc StreamingContext
---@param batches any[]
---@param partitions integer
---@return DStream
function M.input(ssc, batches, partitions)
  return ssc:generatorStream(function(batch)
    local list = batches[batch]
    if list == false then
      return nil
    end
    return list or {}
  end, partitions)
end

-- --- Telling -------------------------------------------------------------------------

local ESCAPES = { ['"'] = '\\"', ["\\"] = "\\\\" }

local function text(value)
  return '"' .. value:gsub('["\\]', ESCAPES):gsub("%c", function(byte)
    return ("\\u%04x"):format(byte:byte())
  end) .. '"'
end

local json

local function list(values)
  local parts = {}
  for i, item in ipairs(values) do
    parts[i] = json(item)
  end
  return "[" .. table.concat(parts, ",") .. "]"
end

local function number(value)
  if value ~= value or value == math.huge or value == -math.huge then
    return text(tostring(value))
  end
  return math.type(value) == "integer" and ("%d"):format(value)
    or ("%.17g"):format(value)
end

local WRITE = { string = text, number = number, boolean = tostring }

--- A value of the API as JSON: pairs as lists of two, options as value or null.
function json(value)
  if value == nil or value == null or value == None then
    return "null"
  elseif type(value) ~= "table" then
    return WRITE[type(value)](value)
  elseif has(value, "_1") then
    return list({ value._1, value._2 })
  elseif has(value, "isDefined") then
    return json(value:get())
  end
  return list(value)
end

M.json = json

--- A field of an object, or what a method of that name returns; null for nothing.
---@param value table
---@param name string
---@return any
function M.get(value, name)
  local found = value[name]
  if type(found) == "function" then
    found = found(value)
  end
  return found == nil and null or found
end

--- Prints what was seen: a name, and fields in the order of the list.
---@param what string
---@param fields any[] name, value, name, value ...
function M.tell(what, fields)
  local parts = { '{"what":' .. text(what) }
  for i = 1, #fields, 2 do
    parts[#parts + 1] = text(fields[i]) .. ":" .. json(fields[i + 1])
  end
  print("@ " .. table.concat(parts, ",") .. "}")
end

--- Tells the records of every batch of a stream, and their number of partitions.
---@param what string
---@param stream DStream
function M.show(what, stream)
  stream:foreachRDD(function(rdd, time)
    M.tell(what, { "time", time:milliseconds(), "partitions", rdd:getNumPartitions(),
      "records", rdd:collect() })
  end)
end

--- Tells the names that a command of the shell lists.
---@param what string
---@param command string
function M.tellFiles(what, command)
  for name in io.popen(command):lines() do
    M.tell(what, { "name", name })
  end
end

--- Tells what an action raises, the sentence for people as its cause; returns whether
--- it went well, and its result.
---@param what string
---@param action function
---@return boolean
---@return any
function M.attempt(what, action, ...)
  local fine, err = pcall(action, ...)
  if not fine then
    local is_object = type(err) == "table"
    M.tell(what, { "class", is_object and err.class or "",
      "message", is_object and err.message or tostring(err),
      "cause", is_object and err.text or null })
  end
  return fine, err
end

return M
