-- sluice.dstream: DStreams as a program describes them.
-- Spark: DStream, PairDStreamFunctions.
--
-- A DStream of the API holds the number of a stream of the engine, and where in the
-- program it was made.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local partitioner = require("sluice.partitioner")
local place = require("sluice.place")
local rdd = require("sluice.rdd")
local storage = require("sluice.storage")
local time = require("sluice.time")
local where = require("sluice.where")

local M = {}

---@class DStream
local DStream = {}

local class = guard.class("DStream", DStream, guard.names([[
  checkpoint cogroup combineByKey compute context count countByValue
  countByValueAndWindow countByWindow flatMapValues fullOuterJoin glom groupByKey
  groupByKeyAndWindow join
  leftOuterJoin mapPartitions mapValues mapWithState reduce reduceByWindow repartition
  rightOuterJoin saveAsObjectFiles saveAsTextFiles slice transform transformWith union
  updateStateByKey]]))

function class:__tostring()
  return ("DStream %d (%s)"):format(self.number, self.op)
end

---@param value any
---@return boolean
function M.is_stream(value)
  return getmetatable(value) == class
end

---Wraps a stream of the engine.
---@param context table the StreamingContext
---@param number integer
---@param op string
---@param parent DStream|nil
---@return DStream
function M.wrap(context, number, op, parent)
  local file, line = host.caller()
  -- A field that is absent would be taken for a misspelt method.
  local stream = setmetatable({ context = context, number = number, op = op,
    parent = parent or false, file = file, line = line, found = false,
    made_with = false, port = false, address = false, folder = false }, class)
  context.streams[number] = stream
  return stream
end

---What the makers of the host want to know about the call that is being made.
---@param op string
---@return table
function M.spec(op)
  local file, line = host.caller()
  return { op = op, file = file, line = line }
end

local OPEN_TEXT = "the context %s; its streams are fixed"

-- Spark checks this before it looks at arguments.
local function check_open(context, op, stream)
  local ok, java, message = host.check_open(context.number)
  if ok then
    return
  end
  local at = where.call(stream, op)
  local mark = where.mark(at, op)
  local started = context.started_line and context.started_file == at.file
    and context.started_line
  local text = host.context_state(context.number) == "ACTIVE"
    and (started and ("was started in line %d"):format(started) or "has started")
    or "was stopped"
  errors.raise({ class = java, message = message, spark = true,
    name = "added-after-start", text = OPEN_TEXT:format(text),
    try = started and started < at.line
      and ("move line %d above line %d"):format(at.line, started) or nil,
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

M.check_open = check_open

-- A fault in the n-th argument of an operator.
local function wrong(stream, op, n, fields)
  local mark = where.mark(where.call(stream, op), op, n)
  fields.class = fields.class or "java.lang.IllegalArgumentException"
  fields.file, fields.line = mark.file, mark.line
  fields.column, fields.mark = mark.column, mark.mark
  errors.raise(fields)
end

-- "a file opened in line 3", if the program says where.
local function with_origin(stream, variable, what)
  local text = what == "a file" and stream.file and place.source(stream.file)
  local number = 0
  for source in (text or ""):gmatch("([^\n]*)\n?") do
    number = number + 1
    if source:find("%f[%w_]" .. variable .. "%s*=.*open") then
      return ("%s opened in line %d on the driver"):format(what, number)
    end
  end
  return what .. " of the driver"
end

local function refuse_function(stream, op, variable, what)
  local carries = what == "a file" and with_origin(stream, variable, what) or what
  wrong(stream, op, nil, { class = "org.apache.spark.SparkException",
    message = "Task not serializable", spark = true, name = "not-serializable",
    text = ("this function uses `%s`, %s; it cannot go to an executor"):format(
      variable, carries),
    try = what == "a file"
      and "foreachRDD(function(rdd) ... end) runs on the driver, where the file is open"
      or "use plain values: numbers, strings, tables and functions travel" })
end

-- The function that tasks will run: it has to be one, and it has to travel.
local function task_function(stream, op, n, f)
  if type(f) ~= "function" then
    wrong(stream, op, n, { name = "wrong-type",
      message = ("%s wants a function, got %s"):format(op,
        f == nil and "nothing" or M.is_stream(f) and "a DStream" or "a " .. type(f)) })
  end
  local ok, variable, what = host.check_function(f)
  if not ok then
    refuse_function(stream, op, variable, what)
  end
  return f
end

local function narrow(self, op, f)
  check_open(self.context, op, self)
  task_function(self, op, 1, f)
  local number = assert(host.narrow_stream(self.context.number, M.spec(op),
    self.number, f))
  return M.wrap(self.context, number, op, self)
end

---One record for each record: what f returns. Two results make a pair.
---@param f fun(...): any, any
---@return DStream
function DStream:map(f)
  return narrow(self, "map", f)
end

---Any number of records for each record: f returns a list of them, or calls its last
---argument for each, `function(line, emit) emit(word, 1) end`.
---@param f fun(...): any[]|nil
---@return DStream
function DStream:flatMap(f)
  return narrow(self, "flatMap", f)
end

---The records for which f returns true.
---@param f fun(...): boolean
---@return DStream
function DStream:filter(f)
  return narrow(self, "filter", f)
end

local function partitions(stream, op, n, value)
  if value == nil then
    local count, java, message = host.default_parallelism()
    if not count then
      errors.raise({ class = java, message = message, name = "wrong-type" })
    end
    return count
  end
  local count = partitioner.count(value)
  if not count then
    wrong(stream, op, n, { name = "wrong-type",
      message = ("%s wants a number of partitions, 1 or more, got %s"):format(op,
        type(value) == "number" and tostring(value) or "a " .. type(value)) })
  end
  return count
end

local function reduce(self, op, f, count)
  local number = assert(host.reduced_stream(self.context.number, M.spec(op),
    self.number, f, count))
  return M.wrap(self.context, number, op, self)
end

---Adds up the values of each key in one batch, first in each partition.
---@param f fun(a: any, b: any): any
---@param n integer|table|nil partitions of the result, or a HashPartitioner
---@return DStream
function DStream:reduceByKey(f, n)
  check_open(self.context, "reduceByKey", self)
  task_function(self, "reduceByKey", 1, f)
  return reduce(self, "reduceByKey", f, partitions(self, "reduceByKey", 2, n))
end

local function seconds(ms)
  local whole = ms // 1000
  return ms % 1000 == 0 and ("%d s"):format(whole) or ("%g s"):format(ms / 1000)
end

local function multiples(ms, step)
  local below = ms // step * step
  return below > 0 and ("%s or %s"):format(seconds(below), seconds(below + step))
    or seconds(below + step)
end

local function exact(x)
  return ("%g"):format(x)
end

local function refuse_window(stream, op, first, length, slide, java, message)
  local step = host.stream_slide(stream.context.number, stream.number)
  local both = length % step ~= 0 and slide % step ~= 0
  local bad, n, what = length, first, "length"
  if length % step == 0 then
    bad, n, what = slide, first + 1, "slide"
  end
  local why = ("a window is a union of whole batches, and %s / %s is %s"):format(
    exact(bad / 1000), exact(step / 1000), exact(bad / step))
  if both then
    why = why .. (". The slide has the same fault: %s / %s is %s"):format(
      exact(slide / 1000), exact(step / 1000), exact(slide / step))
  end
  local try = multiples(bad, step)
  if both then
    try = try .. ", every " .. multiples(slide, step)
  end
  wrong(stream, op, n, { class = java, message = message, spark = true,
    name = "window-multiple", why = why, try = try,
    text = ("the window %s, %s, is no multiple of %s, the slide of its stream"):format(
      what, seconds(bad), seconds(step)) })
end

local function duration_argument(stream, op, n, value, optional)
  if value == nil and optional then
    return host.stream_slide(stream.context.number, stream.number)
  end
  if not time.is_duration(value) then
    wrong(stream, op, n, { name = "wrong-type",
      message = ("%s wants a Duration, got %s"):format(op,
        value == nil and "nothing" or type(value) == "number" and tostring(value)
        or "a " .. type(value)),
      try = type(value) == "number" and math.tointeger(value)
        and ("Seconds(%d)"):format(math.tointeger(value)) or "Seconds(30)" })
  end
  return value.ms
end

-- `first` is the position of the length among the arguments of op, which was called on
-- `called`; self is the stream that the window is made of.
local function window(self, op, first, length, slide, called)
  called = called or self
  if slide <= 0 or length < 0 then
    wrong(called, op, slide <= 0 and first + 1 or first, { name = "wrong-type",
      message = ("the %s of a window must be longer than 0 ms"):format(
        slide <= 0 and "slide" or "length") })
  end
  local number, java, message = host.window_stream(self.context.number, M.spec(op),
    self.number, length, slide)
  if not number then
    refuse_window(called, op, first, length, slide, java, message)
  end
  return M.wrap(self.context, number, op, self)
end

---The records of the last batches as one RDD, made every slide.
---@param length table Duration; a multiple of the slide of this stream
---@param slide table|nil Duration; the same; without it, the slide of this stream
---@return DStream
function DStream:window(length, slide)
  check_open(self.context, "window", self)
  local long = duration_argument(self, "window", 1, length)
  return window(self, "window", 1, long,
    duration_argument(self, "window", 2, slide, true))
end

---Adds up the values of each key over a window.
---@param f fun(a: any, b: any): any
---@param length table Duration
---@param slide table|nil Duration
---@param n integer|table|nil partitions of the result, or a HashPartitioner
---@return DStream
function DStream:reduceByKeyAndWindow(f, length, slide, n)
  local op = "reduceByKeyAndWindow"
  check_open(self.context, op, self)
  task_function(self, op, 1, f)
  if type(length) == "function" then
    wrong(self, op, 2, { name = "not-yet",
      class = "java.lang.UnsupportedOperationException",
      message = "reduceByKeyAndWindow with an inverse function is Spark's, but sluice "
        .. "does not have it yet" })
  end
  local long = duration_argument(self, op, 2, length)
  local every = duration_argument(self, op, 3, slide, true)
  local count = partitions(self, op, 4, n)
  local inner = reduce(self, op, f, count)
  local windowed = window(inner, op, 2, long, every, self)
  local result = reduce(windowed, op, f, count)
  windowed.made_with, result.made_with = inner, inner
  return result
end

---Keeps the RDDs of the stream for further use.
---@param level table|nil a StorageLevel; MEMORY_ONLY_SER without it
---@return DStream self
function DStream:persist(level)
  local ok, java, message = host.persist_stream(self.context.number, self.number,
    storage.name(level, "MEMORY_ONLY_SER"))
  if not ok then
    errors.raise({ class = java, message = message, spark = true,
      name = "added-after-start",
      text = "the context has started; its streams are fixed" })
  end
  return self
end

---The same as persist().
---@return DStream self
function DStream:cache()
  return self:persist()
end

local function output(self, op, f)
  local number = assert(host.output(self.context.number, M.spec(op), self.number, f))
  local file, line = host.caller()
  self.context.outputs[number] = { op = op, stream = self, file = file, line = line }
end

---Calls f on the driver with the RDD of each batch, and its time.
---@param f fun(rdd: RDD, time: table)
function DStream:foreachRDD(f)
  check_open(self.context, "foreachRDD", self)
  if type(f) ~= "function" then
    wrong(self, "foreachRDD", 1, { name = "wrong-type",
      message = "foreachRDD wants a function, got "
        .. (f == nil and "nothing" or "a " .. type(f)) })
  end
  output(self, "foreachRDD", function(number, ms)
    f(rdd.handle(number), time.Time(ms))
  end)
end

local RULE = ("-"):rep(43)

---Prints the first records of every batch, 10 or num.
---@param num integer|nil
function DStream:print(num)
  check_open(self.context, "print", self)
  local most = num == nil and 10 or num
  if math.type(most) ~= "integer" or most < 0 or most >= math.maxinteger then
    wrong(self, "print", 1, { name = "wrong-type",
      message = "print wants a whole number of records" })
  end
  output(self, "print", function(number, ms)
    local texts = host.take(number, most + 1, "print", true)
    local lines = { RULE, ("Time: %d ms"):format(ms), RULE }
    for i = 1, math.min(#texts, most) do
      lines[#lines + 1] = texts[i]
    end
    if #texts > most then
      lines[#lines + 1] = "..."
    end
    lines[#lines + 1] = "\n"
    host.print_text(table.concat(lines, "\n"))
  end)
end

return M
