-- sluice.context: SparkContext and StreamingContext.
-- Spark: SparkContext, StreamingContext (semantics 2).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local conf = require("sluice.conf")
local dstream = require("sluice.dstream")
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local storage = require("sluice.storage")
local time = require("sluice.time")
local where = require("sluice.where")

local M = {
  contexts = {},      -- StreamingContexts, in order
  application = nil,  -- the SparkContext of the run; the last one, if there were more
  restored = nil,     -- settings of a checkpoint: {key, value, ...}, while one is read
}

---@class SparkContext
local SparkContext = {}

local spark_class = guard.class("SparkContext", SparkContext, guard.names([[
  setLogLevel wholeTextFiles]]))

-- The settings of the program, with those of the command line in their place.
local function settings_of(program)
  local values, keys = {}, {}
  local function put(key, value)
    if values[key] == nil then
      keys[#keys + 1] = key
    end
    values[key] = value
  end
  for _, key in ipairs(program.keys) do
    put(key, program.values[key])
  end
  for i = 1, #(M.restored or {}), 2 do
    put(M.restored[i], M.restored[i + 1])
  end
  local options = host.options()
  for i = 1, #options.conf, 2 do
    put(options.conf[i], options.conf[i + 1])
  end
  put("sluice.program", options.file)
  put("sluice.seed", tostring(options.seed))
  return keys, values
end

local function check_settings(values)
  if not values["spark.master"] then
    errors.raise({ class = "org.apache.spark.SparkException", spark = true,
      name = "program-failed", text = "no master is set",
      message = "A master URL must be set in your configuration",
      try = 'setMaster("local[2]") in the program, or --master "local[2]"' })
  end
  if not values["spark.app.name"] then
    errors.raise({ class = "org.apache.spark.SparkException", spark = true,
      name = "program-failed", text = "no application name is set",
      message = "An application name must be set in your configuration",
      try = 'setAppName("words")' })
  end
end

-- Where the master was said: the argument of setMaster, or of a constructor.
local function place_of_master(program, made)
  local at = program.places["spark.master"]
  if at then
    local found = where.find("setMaster", at.file, at.line)
    return found.column and where.mark(found, "setMaster", 1)
      or where.mark(where.find("StreamingContext", at.file, at.line),
        "StreamingContext", 1)
  end
  return made
end

---Makes the application of the run.
---@param program SparkConf
---@return SparkContext
function M.SparkContext(program)
  if not conf.is_conf(program) then
    errors.wrong_type("SparkContext", "a SparkConf", program)
  end
  local keys, values = settings_of(program)
  check_settings(values)
  local list = {}
  for _, key in ipairs(keys) do
    list[#list + 1] = key
    list[#list + 1] = values[key]
  end
  local ok, java, message = host.application(list)
  if not ok then
    errors.raise({ class = java, message = message, name = "wrong-type" })
  end
  local file, line = host.caller()
  local self = setmetatable({ conf = program, values = values, file = file,
    line = line }, spark_class)
  self.master_place = function()
    return place_of_master(program, { file = file, line = line })
  end
  M.application = self
  return self
end

---The SparkContext, unless it was stopped.
---@return SparkContext|nil
function M.running()
  return not host.application_is_stopped() and M.application or nil
end

local function check_running(spark)
  if spark ~= M.running() then
    errors.raise({ class = "java.lang.IllegalStateException", spark = true,
      name = "context-stopped", text = "the SparkContext was stopped",
      message = "Cannot call methods on a stopped SparkContext." })
  end
end

require("sluice.spark_rdds")(SparkContext, check_running)

---@return integer
function SparkContext:defaultParallelism()
  local count, java, message = host.default_parallelism()
  if not count then
    errors.raise({ class = java, message = message, name = "wrong-type" })
  end
  return count
end

---@return string
function SparkContext:master()
  return self.values["spark.master"]
end

---@return string
function SparkContext:appName()
  return self.values["spark.app.name"]
end

---Ends the application.
function SparkContext.stop()
  host.application_stop()
end

---@class StreamingContext
local StreamingContext = {}

local class = guard.class("StreamingContext", StreamingContext, guard.names([[
  addStreamingListener fileStream
  receiverStream removeStreamingListener socketStream textFileStream]]))

local function spark_context_of(first, second)
  if getmetatable(first) == spark_class then
    return first
  elseif conf.is_conf(first) then
    return M.SparkContext(first)
  elseif type(first) == "string" then
    local program = conf.SparkConf():setMaster(first)
    if type(second) ~= "string" then
      errors.wrong_type("StreamingContext(master, name, interval)", "a name", second)
    end
    return M.SparkContext(program:setAppName(second))
  end
  errors.wrong_type("StreamingContext",
    "a SparkConf, a SparkContext, or a master and a name", first)
end

---The StreamingContext of a number of the engine's.
---@param number integer
---@param spark SparkContext
---@param ms integer batch interval
---@return StreamingContext
function M.adopt(number, spark, ms)
  local file, line = host.caller()
  local self = setmetatable({ number = number, spark = spark, interval = ms,
    streams = {}, outputs = {}, file = file, line = line, started_us = false,
    started_file = false, started_line = false, awaited = false, stopped = false },
    class)
  M.contexts[number] = self
  return self
end

local recovery = require("sluice.recovery")
recovery.bind(M, function(value)
  return getmetatable(value) == class
end)

local function streaming_context(first, ...)
  local interval, second
  if type(first) == "string" and select("#", ...) == 0 then
    return recovery.open(first)
  end
  if type(first) == "string" then
    second, interval = ...
  else
    interval = ...
  end
  local ms = time.check_duration("StreamingContext", interval)
  if ms <= 0 then
    errors.wrong_type("StreamingContext", "a batch interval longer than 0 ms", ms)
  end
  local spark = spark_context_of(first, second)
  check_running(spark)
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

---StreamingContext(conf, interval), (master, name, interval), (sparkContext, interval);
---or (folder) of checkpoints that this run wrote.
M.StreamingContext = guard.static("StreamingContext", {
  getOrCreate = recovery.getOrCreate, getActive = recovery.getActive,
  getActiveOrCreate = recovery.getActiveOrCreate }, {}, streaming_context)

---@return SparkContext
function StreamingContext:sparkContext()
  return self.spark
end

local function check_port(port)
  if math.type(port) ~= "integer" or port < 1 or port > 65535 then
    local found = where.call(nil, "socketTextStream")
    local mark = where.mark(found, "socketTextStream", 2)
    errors.raise({ class = "java.lang.IllegalArgumentException", name = "wrong-type",
      message = ("a port is a whole number from 1 to 65535, got %s"):format(
        type(port) == "number" and tostring(port) or port == nil and "nothing"
          or "a " .. type(port)),
      file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
  end
end

---A stream of the lines that arrive at host:port. The receiver connects; it does not
---listen.
---@param address string
---@param port integer
---@param level table|nil StorageLevel of its blocks
---@return DStream
function StreamingContext:socketTextStream(address, port, level)
  local op = "socketTextStream"
  dstream.check_open(self, op)
  if type(address) ~= "string" or address == "" then
    errors.wrong_type(op, 'a host such as "localhost"', address)
  end
  check_port(port)
  local number = assert(host.socket_stream(self.number, arguments.site(op), address, port,
    storage.name(level, "MEMORY_AND_DISK_SER_2")))
  local stream = dstream.wrap(self, number, op)
  stream.port, stream.address = port, address
  return stream
end

require("sluice.streams")(StreamingContext)

---A stream that takes an RDD of a list for each batch, or all at once.
---@param list RDD[]
---@param one_at_a_time boolean|nil true if not given
---@param default RDD|nil what comes when the list is empty
---@return DStream
function StreamingContext:queueStream(list, one_at_a_time, default)
  local op = "queueStream"
  check_running(self.spark)
  dstream.check_open(self, op)
  if type(list) ~= "table" then
    errors.wrong_type(op, "a list of RDDs", list)
  end
  for i, item in ipairs(list) do
    if not rdd.is_rdd(item) then
      errors.wrong_type(("element %d of queueStream's list"):format(i), "an RDD", item,
        "sc:parallelize({...})")
    end
  end
  local number = assert(host.queue_stream(self.number, arguments.site(op),
    one_at_a_time ~= false))
  for _, item in ipairs(list) do
    host.enqueue(self.number, number, item.number)
  end
  if default ~= _G.null then
    local empty = default or rdd.handle(host.collection(arguments.site("makeRDD"), {}, 1))
    host.default_rdd(self.number, number, empty.number)
  end
  return dstream.wrap(self, number, op)
end

---Every stream keeps its RDDs at least so long. Once only.
---@param length table Duration
function StreamingContext:remember(length)
  local ms = time.check_duration("remember", length)
  local ok, java, message = host.context_remember(self.number, ms)
  if not ok then
    errors.raise({ class = java, message = message, spark = true,
      name = "added-after-start", text = "the remember duration is fixed" })
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
      local after = made.stream.line == made.line and where.stream(made.stream) or nil
      host.describe_output(self.number, number,
        where.find(made.op, made.file, made.line, after).line or made.line)
    end
  end
end

local function last_stream(self)
  local last
  for number = 0, #self.streams do
    local stream = self.streams[number]
    if stream and stream.file then
      last = stream
    end
  end
  return last
end

local function fail_no_output(self, java, message)
  local stream = last_stream(self)
  if not stream then
    errors.raise({ class = java, message = message, spark = true, name = "no-output",
      text = "nothing to run: there is no stream",
      try = 'ssc:socketTextStream("localhost", 9999):print()' })
  end
  local at = where.stream(stream)
  local name = where.variable(stream)
  errors.raise({ class = java, message = message, spark = true, name = "no-output",
    text = "nothing to run: no stream has an output",
    why = name
      and ("%s describes a stream; nothing asks for `%s`"):format(stream.op, name)
      or ("%s describes a stream; nothing asks for its records"):format(stream.op),
    try = ("%s:print()            outputs are print and foreachRDD"):format(
      name or "stream"),
    file = at.file, line = at.line, column = at.column,
    mark = at.column and #stream.op or nil })
end

local function fail_no_feed(self, unfed)
  local stream = self.streams[unfed]
  local mark = where.mark(where.stream(stream), stream.op, 2)
  host.set_exit_code(2)
  errors.raise({ class = "java.net.ConnectException", name = "no-feed",
    message = ("nothing feeds %s:%d, and under the simulated clock no socket is opened")
      :format(stream.address, stream.port),
    try = ("--feed %d=FILE (its lines, 5 a second); or --clock wall (a real socket; "
      .. "serve it with: nc -lk %d)"):format(stream.port, stream.port),
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

local function fail_start(self, java, message, unfed)
  if unfed then
    fail_no_feed(self, unfed)
  elseif message:find("No output operations", 1, true) then
    fail_no_output(self, java, message)
  elseif message:find("Only one StreamingContext", 1, true) then
    errors.raise({ class = java, message = message, spark = true, name = "two-contexts",
      text = "a second context is started while the first one runs", word = "start",
      try = "give the first context both outputs; "
        .. "or first:stop(false) before this line" })
  end
  if not message:find("stopped", 1, true) then
    errors.raise({ class = java, message = message, spark = true,
      name = "program-failed", word = "start" })
  end
  errors.raise({ class = java, message = message, spark = true,
    name = "context-stopped",
    text = "the context was stopped; it cannot start again", word = "start",
    try = "make a new StreamingContext" })
end

---The context that messages are about: the one that was started last, else the first.
---@return StreamingContext|nil
function M.current()
  local last = M.contexts[0]
  for number = 0, host.contexts() - 1 do
    if M.contexts[number] and M.contexts[number].started_us then
      last = M.contexts[number]
    end
  end
  return last
end

---Starts the context: from here on its streams are fixed, and time may run.
function StreamingContext:start()
  describe(self)
  local file, line = host.caller()
  local ok, java, message, unfed = host.context_start(self.number, file, line)
  if not ok then
    fail_start(self, java, message, unfed)
  end
  if not self.started_us then
    self.started_file, self.started_line, self.started_us = file, line, host.now()
    local summary = host.context_summary(self.number)
    require("sluice.report").started(summary.interval, summary.zero)
  end
end

---Lets time run until the run ends or the context is stopped; raises the first error
---that a batch reported.
function StreamingContext:awaitTermination()
  self.awaited = true
  local _, err = host.context_await(self.number)
  if err then
    error(err, 0)
  end
end

---Lets so much time run. True if the context was stopped.
---@param ms integer
---@return boolean
function StreamingContext:awaitTerminationOrTimeout(ms)
  self.awaited = true
  if math.type(ms) ~= "integer" or ms < 0 then
    errors.wrong_type("awaitTerminationOrTimeout", "milliseconds", ms)
  end
  local stopped, err = host.context_await(self.number, ms)
  if err then
    error(err, 0)
  end
  return stopped
end

---Stops the context, and the SparkContext with it.
---@param stop_spark boolean|nil false: leave the SparkContext; if not given, the
---setting spark.streaming.stopSparkContextByDefault
---@param gracefully boolean|nil true: first work on all that was received
function StreamingContext:stop(stop_spark, gracefully)
  if stop_spark == nil then
    local key = "spark.streaming.stopSparkContextByDefault"
    stop_spark = self.spark.values[key] ~= "false"
  end
  self.stopped = true
  host.context_stop(self.number, stop_spark, gracefully == true)
end

---"INITIALIZED", "ACTIVE" or "STOPPED".
---@return string
function StreamingContext:getState()
  return host.context_state(self.number)
end

return M
