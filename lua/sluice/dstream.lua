-- sluice.dstream: DStreams as a program describes them.
-- Spark: DStream, PairDStreamFunctions.
--
-- A DStream of the API holds the number of a stream of the engine, and where in the
-- program it was made. The methods are in lua/sluice/dstream/, by what they do: here is
-- what every DStream has.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local storage = require("sluice.storage")
local time = require("sluice.time")
local where = require("sluice.where")
local words = require("sluice.words")

local M = {}

---A stream: an RDD of records for each batch, a DStream in Spark. It is described
---before the context starts; what an operator returns is another stream, and only
---outputs (print, foreachRDD, saveAs...) let anything happen. A record is a value, or a
---pair of key and value; the operators whose names end in ByKey, and joins, want pairs.
---
---Example:
---```lua
---local lines = ssc:queueStream({ sc:parallelize({ "the river", "the gate" }) })
---local words = lines:flatMap(function(line) return split(line) end)
---words:map(function(word) return word, 1 end)
---  :reduceByKey(function(a, b) return a + b end):print()
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> (river,1)
-----> (gate,1)
-----> (the,2)
----->
---```
---@class DStream
local DStream = {}

local class = guard.class("DStream", DStream, "DStream")

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
  local stream = setmetatable({ held = context, number = number, op = op,
    parent = parent or false, file = file, line = line, found = false,
    made_with = false, port = false, address = false, folder = false,
    states = false, direct = false, inverse = false,
    checkpointed = false }, class)
  context.streams[number] = stream
  return stream
end

local OPEN_TEXT = "the context %s; its streams are fixed"

---Spark checks this before it looks at arguments.
---@param context table
---@param op string
---@param stream DStream|nil
function M.check_open(context, op, stream)
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

---A stream of one narrow operator.
---@param self DStream
---@param op string as the program calls it
---@param engine_op string as the engine does
---@param options table|nil see lineage.narrow
---@return DStream
function M.narrow(self, op, engine_op, options)
  local number = assert(host.narrow_stream(self.held.number, arguments.site(op),
    self.number, engine_op, options))
  return M.wrap(self.held, number, op, self)
end

---A stream whose RDD of each batch is made of those of n streams: f(site, numbers, time
---in ms) gives its number.
---@param streams DStream[]
---@param op string
---@param f fun(site: table, numbers: integer[], ms: integer): integer|nil
---@param class_name string Spark's class of the stream
---@return DStream
function M.transformed(streams, op, f, class_name)
  local first = streams[1]
  local numbers = {}
  for i, stream in ipairs(streams) do
    numbers[i] = stream.number
  end
  local site = arguments.site(op)
  local number, java, message = host.transformed_stream(first.held.number, site,
    numbers, function(rdds, ms)
      return f(site, rdds, ms)
    end, class_name)
  if not number then
    M.refuse_slides(streams, op, java, message)
  end
  return M.wrap(first.held, number, op, first)
end

---Raises that a stream cannot be made with these settings.
---@param java string
---@param message string
function M.refuse_setting(java, message)
  errors.raise({ class = java, message = message, name = "wrong-type" })
end

-- "`counts` (line 4) has an RDD every 1 s"
local function slide_text(stream, us)
  local name = where.variable(stream)
  return ("%s (line %d) has an RDD every %s"):format(
    name and "`" .. name .. "`" or stream.op, where.stream(stream).line,
    words.duration(us))
end

---Raises that streams cannot be put together.
---@param streams DStream[]
---@param op string
---@param java string
---@param message string
function M.refuse_slides(streams, op, java, message)
  local slides, other = {}, 2
  for i, stream in ipairs(streams) do
    slides[i] = 1000 * host.stream_slide(stream.held.number, stream.number)
    if slides[i] ~= slides[1] and slides[other] == slides[1] then
      other = i
    end
  end
  local long = words.duration_code(math.max(slides[1], slides[other]))
  local short = words.duration_code(math.min(slides[1], slides[other]))
  arguments.wrong(streams[1], op, nil, { class = java, message = message, spark = true,
    name = "slides-differ",
    text = ("%s of streams with slides of %s and %s"):format(op,
      words.duration(slides[1]), words.duration(slides[other])),
    why = ("%s, %s"):format(slide_text(streams[1], slides[1]),
      slide_text(streams[other], slides[other])),
    try = ("the same slide for both, where it is shorter: :window(%s, %s), all of that "
      .. "time, or :window(%s, %s), the last RDD"):format(long, long, short, long) })
end

---The other stream of an operator that takes one.
---@param self DStream
---@param op string
---@param n integer
---@param value any
---@return DStream
function M.other(self, op, n, value)
  if not M.is_stream(value) then
    arguments.wrong_type(self, op, n, "a DStream", value)
  elseif value.held ~= self.held then
    arguments.wrong(self, op, n, { spark = true,
      message = "requirement failed: Some of the DStreams have different contexts",
      text = "this stream belongs to another StreamingContext" })
  end
  return value
end

---Keeps the RDDs of the stream for further use.
---
---Example:
---```lua
---local words = ssc:queueStream({ sc:parallelize({ "a", "b", "a" }) })
---words:persist(StorageLevel.MEMORY_ONLY)
---words:foreachRDD(function(rdd)
---  print(rdd:getStorageLevel() == StorageLevel.MEMORY_ONLY)
---end)
---ssc:start()
---ssc:awaitTermination()
-----> true
---```
---@param level StorageLevel|nil MEMORY_ONLY_SER without it
---@return DStream self
function DStream:persist(level)
  local ok, java, message = host.persist_stream(self.held.number, self.number,
    storage.name(level, "MEMORY_ONLY_SER"))
  if not ok then
    errors.raise({ class = java, message = message, spark = true,
      name = "added-after-start",
      text = "the context has started; its streams are fixed" })
  end
  local checkpointed = self.states and self.held.streams[self.states] or self
  checkpointed.checkpointed = true
  return self
end

---The same as persist().
---
---Example:
---```lua
---local words = ssc:queueStream({ sc:parallelize({ "a", "b", "a" }) })
---words:cache()
---words:count():foreachRDD(function(rdd) print(rdd:first()) end)
---words:countByValue():foreachRDD(function(rdd) print(rdd:count()) end)
---ssc:start()
---ssc:awaitTermination()
-----> 3
-----> 2
---```
---@return DStream self
function DStream:cache()
  return self:persist()
end

---Writes the RDDs of the stream to files every `interval`, a multiple of its slide, and
---cuts their lineage there. The stream is kept, too. Needs ssc:checkpoint(folder).
---
---Example:
---```lua
---ssc:checkpoint("checkpoint")
---local visits = ssc:queueStream({ sc:parallelize({ pair("ann", 1) }) })
---local totals = visits:updateStateByKey(function(values, state)
---  return (state or 0) + #values
---end)
---totals:checkpoint(Seconds(5))
---totals:foreachRDD(function(rdd) print(rdd:first()) end)
---ssc:start()
---ssc:awaitTermination()
-----> (ann,1)
---```
---@param interval sluice.Duration
---@return DStream self
function DStream:checkpoint(interval)
  local ms = time.check_duration("checkpoint", interval)
  if ms <= 0 then
    arguments.wrong_type(self, "checkpoint", 1, "a Duration longer than 0 ms", ms)
  end
  local ok, java, message = host.checkpoint_stream(self.held.number,
    self.states or self.number, ms)
  if not ok then
    errors.raise({ class = java, message = message, spark = true,
      name = "added-after-start",
      text = "the context has started; its streams are fixed" })
  end
  local checkpointed = self.states and self.held.streams[self.states] or self
  checkpointed.checkpointed = true
  return self
end

---How often the stream has an RDD: the batch interval, or the slide of a window.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "slide", Seconds(1))
---local lines = ssc:socketTextStream("localhost", 9999)
---print(lines:window(Seconds(4), Seconds(2)):slideDuration())      --> 2000 ms
---```
---@return sluice.Duration
function DStream:slideDuration()
  return time.Milliseconds(host.stream_slide(self.held.number, self.number))
end

---The StreamingContext.
---
---Example:
---```lua
---local clicks = ssc:queueStream({ sc:parallelize({ "home" }) })
---print(clicks:context() == ssc)      --> true
---```
---@return StreamingContext
function DStream:context()
  return self.held
end

-- The RDD of a time, or nil where there is none.
local function rdd_at(self, ms, anew)
  local number = host.stream_rdd_at(self.held.number, self.number, ms, anew)
  return number and rdd.handle(number)
end

---The RDD of a time; nil if the stream has none then.
---
---Example:
---```lua
---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart" }) })
---local upper = clicks:map(string.upper)
---upper:foreachRDD(function(_, time)
---  print(upper:compute(time):collect()[2])
---end)
---ssc:start()
---ssc:awaitTermination()
-----> CART
---```
---@param at sluice.Time
---@return RDD|nil
function DStream:compute(at)
  return rdd_at(self, time.check_time("compute", at), true)
end

---The RDDs of the times from..to, both included. Times between two RDDs are moved down.
---
---Example:
---```lua
---local clicks = ssc:queueStream({
---  sc:parallelize({ "home" }), sc:parallelize({ "cart" }) })
---ssc:remember(Seconds(10))
---clicks:foreachRDD(function(_, time)
---  print(time, #clicks:slice(Time(1000), time))
---end)
---ssc:start()
---ssc:awaitTermination()
-----> 1000 ms  1
-----> 2000 ms  2
---```
---@param from sluice.Time|sluice.Interval
---@param to sluice.Time|nil
---@return RDD[]
function DStream:slice(from, to)
  if to == nil and time.is_interval(from) then
    from, to = from.from, from.to
  end
  local first, last = time.check_time("slice", from), time.check_time("slice", to)
  local name, slide, initialized = host.stream_summary(self.held.number, self.number)
  if not initialized then
    arguments.wrong(self, "slice", nil, { class = "org.apache.spark.SparkException",
      spark = true, name = "context-stopped",
      message = ("org.apache.spark.streaming.dstream.%s@%x has not been initialized")
        :format(name, self.number),
      text = "the context has not started, or no output needs this stream" })
  end
  local zero = host.context_summary(self.held.number).zero // 1000
  local function align(ms)
    return (ms - zero) // slide * slide + zero
  end
  local found = {}
  for ms = align(first), align(last), slide do
    found[#found + 1] = rdd_at(self, ms)
  end
  return found
end

require("sluice.dstream.narrow")(DStream, M)
require("sluice.dstream.several")(DStream, M)
require("sluice.dstream.pairs")(DStream, M)
require("sluice.dstream.windows")(DStream, M)
require("sluice.dstream.state")(DStream, M)
require("sluice.dstream.outputs")(DStream, M)
require("sluice.dstream.cost")(DStream, M)
require("sluice.dstream.offsets")(DStream)

return M
