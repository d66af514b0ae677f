-- tests/vectors/steps.lua -- the operators of a case as calls of the API.
-- SPDX-License-Identifier: MIT
--
-- A chain of steps becomes a line for each: local stream3 = stream2:count(). Functions
-- go through the adapters (V).
local null = require("null")
local program = require("program")

local M = {}

local function given(value)
  return value ~= nil and value ~= null
end

local function milliseconds(ms)
  return ("Milliseconds(%d)"):format(ms)
end

-- A function of the vectors behind an adapter.
local function adapted(name, fn)
  return ("V.%s(%s)"):format(name, fn.lua)
end

-- Arguments up to the last that is given; "nil" stands for those before it.
local function call(op, ...)
  local parts, last = {}, 0
  for i = 1, select("#", ...) do
    local argument = select(i, ...)
    parts[i] = argument == nil and "nil" or tostring(argument)
    last = argument == nil and last or i
  end
  return (":%s(%s)"):format(op, table.concat(parts, ", ", 1, last))
end

local function partitions(step)
  return given(step.num_partitions) and step.num_partitions or nil
end

local function window(step)
  return milliseconds(step.window_ms),
    given(step.slide_ms) and milliseconds(step.slide_ms) or nil
end

local STEPS = {}

-- --- Operators of one function, of none, of a number of partitions -------------------

local FUNCTIONS = { map = "map", filter = "filter", flatMap = "flatMap",
  mapPartitions = "mapPartitions", mapValues = "value", reduce = "reduce",
  flatMapValues = "flatMapValues", reduceByKey = "reduce" }

for op, adapter in pairs(FUNCTIONS) do
  STEPS[op] = function(step)
    return call(op, adapted(adapter, step.fn), partitions(step))
  end
end

for _, op in ipairs({ "glom", "count", "cache", "persist", "stateSnapshots" }) do
  STEPS[op] = function()
    return call(op)
  end
end

for _, op in ipairs({ "repartition", "groupByKey", "countByValue" }) do
  STEPS[op] = function(step)
    return call(op, partitions(step))
  end
end

function STEPS.combineByKey(step)
  local merge = adapted("reduce", step.fn)
  return call("combineByKey", adapted("value", step.create), merge, merge,
    ("HashPartitioner(%d)"):format(step.num_partitions))
end

-- --- Operators with other streams ----------------------------------------------------

for _, op in ipairs({ "join", "leftOuterJoin", "rightOuterJoin", "fullOuterJoin",
  "cogroup" }) do
  STEPS[op] = function(step, side)
    return call(op, side(step.with), partitions(step))
  end
end

-- `with` is one stream or a list of them.
local function sides(step, side)
  local names = {}
  for i, with in ipairs(step.with.stream and { step.with } or step.with) do
    names[i] = side(with)
  end
  return names
end

function STEPS.union(step, side)
  local calls = {}
  for i, name in ipairs(sides(step, side)) do
    calls[i] = call("union", name)
  end
  return table.concat(calls)
end

function STEPS.context_union(step, side, stream)
  local names = sides(step, side)
  table.insert(names, 1, stream)
  return "ssc", call("union", "{" .. table.concat(names, ", ") .. "}")
end

-- A call of an RDD by the name of an operator, in transform.
local function rdd_call(step, other)
  local adapter = FUNCTIONS[step.rdd_op] or step.rdd_op
  local f = given(step.fn) and adapted(adapter, step.fn) or nil
  return "rdd" .. call(step.rdd_op, other or f, partitions(step))
end

function STEPS.transform(step)
  local result = step.rdd_op == "return_null" and "nil" or rdd_call(step)
  return call("transform", ("function(rdd) return %s end"):format(result))
end

function STEPS.transformWith(step, side)
  return call("transformWith", side(step.with),
    ("function(rdd, other) return %s end"):format(rdd_call(step, "other")))
end

-- --- Windows -------------------------------------------------------------------------

for _, op in ipairs({ "window", "countByWindow" }) do
  STEPS[op] = function(step)
    return call(op, window(step))
  end
end

for _, op in ipairs({ "groupByKeyAndWindow", "countByValueAndWindow" }) do
  STEPS[op] = function(step)
    local length, slide = window(step)
    return call(op, length, slide, partitions(step))
  end
end

local function inverse(step)
  return given(step.inv_fn) and adapted("reduce", step.inv_fn) or nil
end

function STEPS.reduceByWindow(step)
  local length, slide = window(step)
  local f = adapted("reduce", step.fn)
  if inverse(step) then
    return call("reduceByWindow", f, inverse(step), length, slide)
  end
  return call("reduceByWindow", f, length, slide)
end

function STEPS.reduceByKeyAndWindow(step)
  local length, slide = window(step)
  local f = adapted("reduce", step.fn)
  if inverse(step) then
    local filter = given(step.filter) and adapted("filter", step.filter) or nil
    return call("reduceByKeyAndWindow", f, inverse(step), length, slide,
      partitions(step), filter)
  end
  return call("reduceByKeyAndWindow", f, length, slide, partitions(step))
end

-- --- State ---------------------------------------------------------------------------

local function rdd_of(pairs_of_keys)
  return ("sc:parallelize(%s)"):format(program.list(pairs_of_keys))
end

-- How many parameters the text of a function names.
local function parameters(fn)
  local _, commas = fn.lua:match("^function%((.-)%)"):gsub(",", "")
  return commas + 1
end

-- f(values, state) has three forms in Spark, of which two need to be told whether the
-- state keeps its partitioner.
function STEPS.updateStateByKey(step)
  local initial = given(step.initial) and rdd_of(step.initial) or nil
  local n = partitions(step)
  local partitioner = n and ("HashPartitioner(%d)"):format(n) or nil
  local adapter = step.iterator_form and "updateEach"
    or parameters(step.fn) == 4 and "updateAtTime" or "update"
  local f = adapted(adapter, step.fn)
  if adapter == "update" then
    return call("updateStateByKey", f, partitioner, initial)
  end
  return call("updateStateByKey", f, partitioner,
    step.remember_partitioner ~= false, initial)
end

function STEPS.mapWithState(step)
  local spec = ("StateSpec(%s)"):format(adapted("mapWithState", step.fn))
  if given(step.initial) then
    spec = spec .. call("initialState", rdd_of(step.initial))
  end
  if given(step.timeout_ms) then
    spec = spec .. call("timeout", milliseconds(step.timeout_ms))
  end
  if partitions(step) then
    spec = spec .. call("numPartitions", partitions(step))
  end
  return call("mapWithState", spec)
end

-- --- Chains --------------------------------------------------------------------------

local NEEDS_DIRECTORY = { updateStateByKey = true, mapWithState = true,
  countByWindow = true, countByValueAndWindow = true }

--- Whether Spark wants a checkpoint directory for one of the steps.
---@param steps table[]
---@return boolean
function M.need_directory(steps)
  for _, step in ipairs(steps) do
    if NEEDS_DIRECTORY[step.op] or step.inverse or given(step.checkpoint_ms) then
      return true
    end
  end
  return false
end

--- Adds the lines of a chain to a program; the inputs are variables: input0, input1 …
---@param text vectors.Program
---@param from string variable of the stream it begins with
---@param steps table[]
---@return string variable of its last stream
function M.add(text, from, steps)
  local stream = from
  local function side(with)
    return M.add(text, "input" .. with.stream, with.steps)
  end
  for _, step in ipairs(steps) do
    local make = STEPS[step.op] or error("no test knows the operator " .. step.op, 0)
    local subject, calls = make(step, side, stream)
    if not calls then
      subject, calls = stream, subject
    end
    if given(step.checkpoint_ms) then
      calls = calls .. call("checkpoint", milliseconds(step.checkpoint_ms))
    end
    local name = "stream" .. #text.lines
    text:add("local " .. name .. " = " .. subject .. calls)
    stream = name
  end
  return stream
end

return M
