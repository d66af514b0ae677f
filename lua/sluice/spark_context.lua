-- sluice.spark_context: SparkContext, the application.
-- Spark: SparkContext (semantics 2.1, 10.4, 10.6).
-- SPDX-License-Identifier: MIT
local conf = require("sluice.conf")
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local rdd = require("sluice.rdd")
local where = require("sluice.where")

local M = {
  current = nil,  -- the SparkContext that was made last
  restored = nil, -- settings of a checkpoint, {key, value, ...}, while one is read
}

local VERSION = "3.5.6" -- of the Spark whose behaviour this is

---The application: it has executors with cores, and makes RDDs. There is one at a time.
---@class SparkContext
---@field private conf SparkConf the settings of the program
---@field private values table<string, string> the settings that hold
local SparkContext = {}

local class = guard.class("SparkContext", SparkContext, "SparkContext")

-- The settings of the program, with those of the command line in their place.
local function settings_of(program)
  local keys, values = {}, {}
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
    if not M.restored[i]:find("^sluice%.") then
      put(M.restored[i], M.restored[i + 1])
    end
  end
  local options = host.options()
  for i = 1, #options.conf, 2 do
    put(options.conf[i], options.conf[i + 1])
  end
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
    for _, op in ipairs({ "setMaster", "StreamingContext", "SparkContext" }) do
      local found = where.find(op, at.file, at.line)
      if found.column then
        return where.mark(found, op, 1)
      end
    end
  end
  return made
end

local function is_running()
  return M.current ~= nil and not host.application_is_stopped()
end

local function check_alone()
  if is_running() then
    errors.raise({ class = "org.apache.spark.SparkException", spark = true,
      name = "two-contexts", text = "a second SparkContext, while the first one runs",
      message = ("Only one SparkContext should be running in this JVM (see SPARK-2243)."
        .. "The currently running SparkContext was created at:\n%s:%d"):format(
        rawget(M.current, "file") or "?", rawget(M.current, "line") or 0),
      try = "SparkContext.getOrCreate() gives the first one; "
        .. "or stop() it before this line" })
  end
end

-- The same list as a list of key, value, key, value ... with what the trace tells.
local function settings_for_host(keys, values)
  local list = {}
  local function add(key, value)
    list[#list + 1] = key
    list[#list + 1] = value
  end
  for _, key in ipairs(keys) do
    add(key, values[key])
  end
  local options = host.options()
  add("sluice.program", options.file)
  if not values["sluice.seed"] then
    add("sluice.seed", tostring(options.seed))
  end
  return list
end

local function make(program)
  local keys, values = settings_of(program)
  check_settings(values)
  check_alone()
  local ok, java, message = host.application(settings_for_host(keys, values))
  local file, line = host.caller()
  if not ok then
    local at = { file = file, line = line }
    if message:find("Master URL", 1, true) then
      at = place_of_master(program, at)
    end
    errors.raise({ class = java, message = message, name = "wrong-type",
      file = at.file, line = at.line, column = at.column, mark = at.mark })
  end
  rdd.retire()
  local started = host.now() // 1000
  local self = setmetatable({ conf = program, values = values, keys = keys, file = file,
    line = line, started = started }, class)
  self.master_place = function()
    return place_of_master(program, { file = file, line = line })
  end
  M.current = self
  return self
end

local function from_master(master, name, program)
  if type(name) ~= "string" then
    errors.wrong_type("SparkContext(master, name)", "a name", name)
  end
  local settings = program == nil and conf.SparkConf()
    or conf.check("SparkContext", program):clone()
  return make(settings:setMaster(master):setAppName(name))
end

---Makes the application: SparkContext(conf), or SparkContext(master, name [, conf]).
---SparkException if master or name is missing, or if there is one that runs.
---
---Example:
---```lua
---local sc = SparkContext("local[2]", "words")
---print(sc:appName())      --> words
---```
---@param first SparkConf|string
---@param name? string
---@param program? SparkConf
---@return SparkContext
function M.new(first, name, program)
  if type(first) == "string" then
    return from_master(first, name, program)
  end
  return make(first == nil and conf.SparkConf()
    or conf.check("SparkContext", first):clone())
end

---The application that runs, or a new one. The settings count for a new one only.
---
---Example:
---```lua
---local sc = SparkContext("local[2]", "words")
---print(SparkContext.getOrCreate() == sc)      --> true
---```
---@param program? SparkConf
---@return SparkContext
function M.getOrCreate(program)
  if program ~= nil then
    conf.check("getOrCreate", program)
  end
  return is_running() and M.current or M.new(program)
end

M.SparkContext = guard.static("SparkContext", { getOrCreate = M.getOrCreate }, {},
  M.new)

---@param value any
---@return boolean
function M.is_spark_context(value)
  return getmetatable(value) == class
end

---An error if an application was stopped.
---@param context SparkContext
function M.check_running(context)
  if context:isStopped() then
    errors.raise({ class = "java.lang.IllegalStateException", spark = true,
      name = "context-stopped", text = "the SparkContext was stopped",
      message = "Cannot call methods on a stopped SparkContext." })
  end
end

require("sluice.spark_rdds")(SparkContext, M.check_running)

---How many partitions a shuffle or a list gets if the program names no number: the
---setting spark.default.parallelism, or the number of cores.
---
---Example:
---```lua
---print(SparkContext("local[2]", "words"):defaultParallelism())      --> 2
---```
---@return integer
function SparkContext:defaultParallelism()
  M.check_running(self)
  local count, java, message = host.default_parallelism()
  if not count then
    errors.raise({ class = java, message = message, name = "wrong-type" })
  end
  return count
end

---How many partitions a file gets at least: defaultParallelism, but 2 at most.
---
---Example:
---```lua
---print(SparkContext("local[4]", "words"):defaultMinPartitions())      --> 2
---```
---@return integer
function SparkContext:defaultMinPartitions()
  return math.min(self:defaultParallelism(), 2)
end

---Where the application runs, as setMaster says it.
---
---Example:
---```lua
---print(SparkContext("local[2]", "words"):master())      --> local[2]
---```
---@return string
function SparkContext:master()
  return self.values["spark.master"]
end

---The name of the application.
---
---Example:
---```lua
---print(SparkContext("local[2]", "words"):appName())      --> words
---```
---@return string
function SparkContext:appName()
  return self.values["spark.app.name"]
end

---The version of Spark whose behaviour is simulated.
---
---Example:
---```lua
---print(SparkContext("local[2]", "words"):version())      --> 3.5.6
---```
---@return string
function SparkContext.version()
  return VERSION
end

---The name that the cluster gave the application: "local-" and its startTime.
---
---Example:
---```lua
---print(SparkContext("local[2]", "words"):applicationId())      --> local-0
---```
---@return string
function SparkContext:applicationId()
  return "local-" .. self.started
end

---When the application was made, in milliseconds of simulated time.
---
---Example:
---```lua
---print(SparkContext("local[2]", "words"):startTime())      --> 0
---```
---@return integer
function SparkContext:startTime()
  return self.started
end

---Whether it runs in one process: yes, for each master that sluice has.
---
---Example:
---```lua
---print(SparkContext("local[2]", "words"):isLocal())      --> true
---```
---@return boolean
function SparkContext:isLocal()
  return self:master():find("^local") ~= nil
end

---Where the driver runs: "client", beside the one who started it.
---
---Example:
---```lua
---print(SparkContext("local[2]", "words"):deployMode())      --> client
---```
---@return string
function SparkContext:deployMode()
  return self.values["spark.submit.deployMode"] or "client"
end

---A copy of the settings that hold: the program's, those of the command line, and what
---Spark adds for the application.
---
---Example:
---```lua
---local sc = SparkContext("local[2]", "words")
---print(sc:getConf():get("spark.master"))      --> local[2]
---```
---@return SparkConf
function SparkContext:getConf()
  local copy = conf.SparkConf()
  for _, key in ipairs(self.keys) do
    copy:set(key, self.values[key])
  end
  return copy:set("spark.app.id", self:applicationId())
    :set("spark.app.startTime", self.started):set("spark.executor.id", "driver")
end

local LEVELS = "ALL,DEBUG,ERROR,FATAL,TRACE,WARN,INFO,OFF"

---How much Spark writes into its log. sluice has no log: the level is checked, and
---nothing changes.
---
---Example:
---```lua
---SparkContext("local[2]", "words"):setLogLevel("WARN")
---```
---@param level string
function SparkContext.setLogLevel(_, level)
  if type(level) ~= "string" then
    errors.wrong_type("setLogLevel", 'a level such as "WARN"', level)
  end
  if not (("," .. LEVELS .. ","):find("," .. level:upper() .. ",", 1, true)) then
    errors.raise({ class = "java.lang.IllegalArgumentException", spark = true,
      name = "wrong-type", text = ("there is no level %q"):format(level),
      message = ("requirement failed: Supplied level %s did not match one of: %s")
        :format(level, LEVELS) })
  end
end

---Sets a property of jobs to come, or takes it away with nil or null. As in Spark it is
---a thread's: what the program's lines set before start() is what each output of each
---batch begins with; what an output sets is forgotten when it ends. Functions of
---transform and listeners have properties of their own. With spark.scheduler.mode=FAIR
---the property spark.scheduler.pool names the pool of a job.
---
---Example:
---```lua
---local conf = SparkConf():setMaster("local[2]"):setAppName("pools")
---  :set("spark.scheduler.mode", "FAIR")
---local sc = SparkContext(conf)
---sc:setLocalProperty("spark.scheduler.pool", "quick")
---print(sc:getLocalProperty("spark.scheduler.pool"))      --> quick
---```
---@param key string
---@param value string|nil
function SparkContext:setLocalProperty(key, value)
  if type(key) ~= "string" then
    errors.wrong_type("setLocalProperty(key, value)", "a name", key)
  end
  if value == _G.null then
    value = nil
  end
  if value ~= nil and type(value) ~= "string" then
    errors.wrong_type("setLocalProperty(key, value)", "a text", value)
  end
  if self == M.current then
    host.set_local_property(key, value)
  end
end

---A property of the jobs to come, see setLocalProperty.
---
---Example:
---```lua
---local sc = SparkContext("local[2]", "words")
---sc:setLocalProperty("team", "blue")
---print(sc:getLocalProperty("team"))      --> blue
---```
---@param key string
---@return string|nil value nil if it is not set
function SparkContext:getLocalProperty(key)
  if type(key) ~= "string" then
    errors.wrong_type("getLocalProperty(key)", "a name", key)
  end
  return self == M.current and host.local_property(key) or nil
end

---Whether the application was stopped.
---
---Example:
---```lua
---local sc = SparkContext("local[2]", "words")
---sc:stop()
---print(sc:isStopped())      --> true
---```
---@return boolean
function SparkContext:isStopped()
  return self ~= M.current or host.application_is_stopped()
end

---Ends the application: jobs fail from now on. Stopping it again changes nothing.
---SparkException in a listener.
---
---Example:
---```lua
---SparkContext("local[2]", "words"):stop()
---print(SparkContext("local[3]", "again"):master())      --> local[3]
---```
function SparkContext:stop()
  if self ~= M.current then
    return
  end
  local ok, java, message = host.application_stop()
  if not ok then
    errors.raise({ class = java, message = message, spark = true,
      name = "stop-in-listener",
      text = "a listener cannot stop the application: it would wait for itself" })
  end
end

return M
