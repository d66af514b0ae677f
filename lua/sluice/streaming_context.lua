-- sluice.streaming_context: StreamingContext, from its first stream to its last batch.
-- Spark: StreamingContext (semantics 2).
-- SPDX-License-Identifier: MIT
local conf = require("sluice.conf")
local duration = require("sluice.duration")
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local input_streams = require("sluice.input_streams")
local listeners = require("sluice.listeners")
local recovery = require("sluice.recovery")
local spark_context = require("sluice.spark_context")
local units = require("sluice.units")
local voice = require("sluice.voice")
local where = require("sluice.where")

-- What goes wrong in a start or an end, which is rare.
local function faults()
  return require("sluice.context_faults")
end

local M = {
  contexts = {}, -- all that were made: number -> context
}

---Forms batches of what arrives and works on them, one after the other. It is described
---first, then started, and what is described is fixed from then on.
---@class StreamingContext
---@field private number integer
---@field private spark SparkContext
---@field private interval integer milliseconds
---@field private streams table<integer, DStream>
---@field private outputs table<integer, table>
local StreamingContext = {}

local class = guard.class("StreamingContext", StreamingContext, "StreamingContext")

input_streams.add(StreamingContext)
require("sluice.receiver").install(StreamingContext)
require("sluice.files").add(StreamingContext)
require("sluice.streams")(StreamingContext)

local function spark_context_of(first, second)
  if spark_context.is_spark_context(first) then
    return first
  elseif conf.is_conf(first) then
    return spark_context.new(first)
  elseif type(first) == "string" then
    if type(second) ~= "string" then
      errors.wrong_type("StreamingContext(master, name, interval)", "a name", second)
    end
    return spark_context.new(first, second)
  end
  errors.wrong_type("StreamingContext",
    "a SparkConf, a SparkContext, or a master and a name", first)
end

local function check_interval(interval)
  if interval == _G.null then
    errors.raise({ class = "java.lang.IllegalArgumentException", spark = true,
      name = "wrong-type", text = "StreamingContext wants an interval, got null",
      message = "requirement failed: "
        .. "Batch duration for StreamingContext cannot be null",
      try = "Seconds(1)" })
  end
  local ms = duration.check_duration("StreamingContext", interval)
  if ms <= 0 then
    errors.wrong_type("StreamingContext", "a batch interval longer than 0 ms", interval)
  end
  return ms
end

-- The interval of a program is an argument of a constructor, where no setting reaches
-- it; so that it can be changed without changing the program, one of ours does.
local function settle_interval(spark, ms)
  local text = spark.values["sluice.batchInterval"]
  if not text then
    return ms
  end
  local instead = units.time(text, "ms")
  if not instead or instead <= 0 then
    errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
      text = ("the setting `sluice.batchInterval` wants a time, got %q"):format(text),
      message = "sluice.batchInterval must be a time longer than 0 ms",
      try = "--conf sluice.batchInterval=500ms" })
  end
  return instead
end

-- A stopped SparkContext is taken, as in Spark, if no other one was made since.
local function check_current(spark)
  if spark ~= spark_context.current then
    spark_context.check_running(spark)
  end
end

---A StreamingContext for a number of the engine's.
---@param number integer
---@param spark SparkContext
---@param ms integer batch interval
---@return StreamingContext
function M.adopt(number, spark, ms)
  local file, line = host.caller()
  local self = setmetatable({ number = number, spark = spark, interval = ms,
    streams = {}, outputs = {}, file = file, line = line, started_us = false,
    started_file = false, started_line = false, awaited = false, stopped = false,
    remembered = false, listeners = false }, class)
  M.contexts[number] = self
  return self
end

---@param value any
---@return boolean
function M.is(value)
  return getmetatable(value) == class
end

recovery.bind(M, M.is)

---Makes a context: StreamingContext(conf, interval), (sparkContext, interval) or
---(master, name, interval); or (folder), from the checkpoints in it. An error if master
---or name is missing, or if an application runs already and none is given.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "words", Seconds(1))
---print(ssc:getState())      --> INITIALIZED
---```
---@param first SparkConf|SparkContext|string
---@param ... string|sluice.Duration
---@return StreamingContext
local function new(first, ...)
  local interval, name
  if type(first) == "string" and select("#", ...) == 0 then
    return recovery.open(first)
  elseif type(first) == "string" then
    name, interval = ...
  else
    interval = ...
  end
  local ms = check_interval(interval)
  local spark = spark_context_of(first, name)
  check_current(spark)
  ms = settle_interval(spark, ms)
  local number, java, message = host.context(ms)
  if not number then
    errors.raise({ class = java, message = message, name = "wrong-type" })
  end
  local self = M.adopt(number, spark, ms)
  local folder = spark.values["spark.streaming.checkpoint.directory"]
  if folder then
    self:checkpoint(folder)
  end
  return self
end

M.StreamingContext = guard.static("StreamingContext", {
  getOrCreate = recovery.getOrCreate, getActive = recovery.getActive,
  getActiveOrCreate = recovery.getActiveOrCreate }, "StreamingContext.", new)

---The application that the context belongs to.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "words", Seconds(1))
---print(ssc:sparkContext():appName())      --> words
---```
---@return SparkContext
function StreamingContext:sparkContext()
  return self.spark
end

---"INITIALIZED", "ACTIVE" once it was started, then "STOPPED".
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "words", Seconds(1))
---print(ssc:getState())      --> INITIALIZED
---```
---@return string
function StreamingContext:getState()
  return host.context_state(self.number)
end

---Every stream keeps the RDDs of its batches at least so long. An error if it was
---called before; without effect once the context has started.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "words", Seconds(1))
---ssc:remember(Seconds(10))
---print(pcall(ssc.remember, ssc, Seconds(5)) == false)      --> true
---```
---@param length sluice.Duration
function StreamingContext:remember(length)
  local ms = duration.check_duration("remember", length)
  if self.remembered then
    errors.raise({ class = "java.lang.IllegalArgumentException", spark = true,
      name = "added-after-start", text = "the remember duration is fixed",
      message = ("requirement failed: Remember duration already set as %s. "
        .. "Cannot set it again."):format(self.remembered) })
  end
  self.remembered = length
  if ms > 0 and self:getState() == "INITIALIZED" then
    assert(host.context_remember(self.number, ms))
  end
end

-- Lines and variable names for the trace: only when somebody will read it.
local function describe(self)
  if not host.is_traced() then
    return
  end
  for number = 0, #self.streams do
    local stream = self.streams[number]
    local at = stream and where.stream(stream)
    if at and at.line then
      host.describe_stream(self.number, number, where.variable(stream), at.line)
    end
  end
  for number = 0, #self.outputs do
    local made = self.outputs[number]
    if made and made.line then
      host.describe_output(self.number, number, where.output(made).line or made.line)
    end
  end
end

---Starts the context: from here on its streams are fixed, and time may run. An error if
---there is no output, if another context runs, or if this one was stopped. Starting it
---again changes nothing.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "start", Seconds(1))
---ssc:queueStream({}):foreachRDD(function(_, time) print(time) end)
---ssc:start()
---print(ssc:getState())                     --> ACTIVE
---ssc:awaitTerminationOrTimeout(1000)       --> 1000 ms
---```
function StreamingContext:start()
  if self:getState() == "ACTIVE" then
    faults().warn_no_effect("start", "StreamingContext has already been started",
      "the context runs already; starting it again changes nothing")
    return
  end
  recovery.check_start(self)
  describe(self)
  local file, line = host.caller()
  self.started_file, self.started_line = file or false, line or false
  self.started_us = host.now()
  local before = voice.context
  voice.context = self.number
  local ok, java, message, fault = host.context_start(self.number, file, line)
  if not ok then
    voice.context = before
    self.started_file, self.started_line, self.started_us = false, false, false
    faults().fail_start(self, java, message, fault)
  end
  local summary = host.context_summary(self.number)
  require("sluice.report").started(summary.interval, summary.zero)
end

---Lets time run until the run ends or the context is stopped; raises the first error
---that a batch reported. (Spark raises it at once, while the batches go on.) An error
---if the context never ran: nothing would wake the one who waits.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "await", Seconds(1))
---ssc:queueStream({}):foreachRDD(function() ssc:stop() end)
---ssc:start()
---ssc:awaitTermination()
---print(ssc:getState())      --> STOPPED
---```
function StreamingContext:awaitTermination()
  self.awaited = true
  if not self.started_us or host.options().by_hand then
    faults().fail_await(self, "awaitTermination")
  end
  local _, err = host.context_await(self.number)
  if err then
    error(err, 0)
  end
end

local PATIENCE_US = 60000000 -- of waiting for a context that never runs

local function is_too_late()
  local options = host.options()
  return not options.wall and host.now() >= (options["until"] or PATIENCE_US)
end

---Lets so much time run; raises the first error that a batch reported. True if the
---context was stopped.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "await", Seconds(1))
---ssc:queueStream({}):foreachRDD(function(_, time) print(time) end)
---ssc:start()
---print(ssc:awaitTerminationOrTimeout(500))      --> false
---```
---@param ms integer milliseconds
---@return boolean
function StreamingContext:awaitTerminationOrTimeout(ms)
  local op = "awaitTerminationOrTimeout"
  self.awaited = true
  if duration.is_duration(ms) then
    errors.wrong_type(op, "milliseconds", ms, ("%s(%d)"):format(op, ms.ms))
  end
  local length = duration.whole(op, ms, 1)
  if length < 0 then
    errors.wrong_type(op, "milliseconds, 0 or more", ms)
  elseif host.options().by_hand or not self.started_us and is_too_late() then
    faults().fail_await(self, op)
  end
  local stopped, err = host.context_await(self.number, length)
  if err then
    error(err, 0)
  end
  return stopped
end

-- Spark warns of a stop that has nothing to stop.
local function warn_of_stop(self, stop_spark)
  local state = self:getState()
  if state == "INITIALIZED" then
    faults().warn_no_effect("stop", "StreamingContext has not been started yet",
      "the context was never started; no batch ran")
  elseif state == "STOPPED" and not (stop_spark and not self.spark:isStopped()) then
    faults().warn_no_effect("stop", "StreamingContext has already been stopped",
      "the context was stopped before; stopping it again changes nothing")
  end
end

---Stops the context, and the application with it. What was received and is in no batch
---is lost, unless it stops gracefully: then receivers stop first, and batches run until
---all is worked on. It may be called again, to stop the application as well.
---SparkException in a listener.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "stop", Seconds(1))
---ssc:queueStream({}):print()
---ssc:start()
---ssc:stop(false)
---print(ssc:getState())                        --> STOPPED
---print(ssc:sparkContext():isStopped())        --> false
---```
---@param stop_spark? boolean false: leave the application; if not given, the setting
---spark.streaming.stopSparkContextByDefault, true unless set
---@param gracefully? boolean true: work on all that was received
function StreamingContext:stop(stop_spark, gracefully)
  if stop_spark == nil then
    stop_spark = self.spark:getConf():getBoolean(
      "spark.streaming.stopSparkContextByDefault", true)
  end
  warn_of_stop(self, stop_spark)
  local ok, java, message = host.context_stop(self.number, stop_spark,
    gracefully == true)
  if not ok then
    errors.raise({ class = java, message = message, spark = true,
      name = "stop-in-listener", word = "stop",
      text = "a listener cannot stop its context: it would wait for itself",
      try = "stop it in foreachRDD, or after awaitTerminationOrTimeout" })
  end
  self.stopped = true
end

---From now on a listener is told what happens in the context: a table with any of the
---functions onStreamingStarted, onReceiverStarted, onReceiverError, onReceiverStopped,
---onBatchSubmitted, onBatchStarted, onBatchCompleted, onOutputOperationStarted and
---onOutputOperationCompleted. Each gets one event; see sluice.listeners for its fields.
---They run on the driver, in simulated time; an error in one is said, and the run goes
---on.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "listen", Seconds(1))
---ssc:addStreamingListener({
---  onBatchCompleted = function(event)
---    local batch = event.batchInfo
---    print(batch.batchTime .. " took " .. batch.totalDelay)   --> 1000 ms took 15
---  end,
---})
---ssc:queueStream({}):foreachRDD(function(rdd) rdd:count() end)
---ssc:start()
---ssc:awaitTermination()
---```
---@param listener StreamingListener
function StreamingContext:addStreamingListener(listener)
  listeners.add(self, listener)
end

---The listener is told nothing more. A listener that was added twice is told once. No
---error if it is none of this context's.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "listen", Seconds(1))
---local listener = { onStreamingStarted = function() print("started") end }
---ssc:addStreamingListener(listener)
---ssc:removeStreamingListener(listener)
---ssc:queueStream({}):foreachRDD(function() end)
---ssc:start()
---ssc:awaitTermination()
---```
---@param listener StreamingListener
function StreamingContext:removeStreamingListener(listener)
  listeners.remove(self, listener)
end

return M
