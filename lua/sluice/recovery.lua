-- sluice.recovery: a StreamingContext that goes on where another one was.
-- Spark: StreamingContext.getOrCreate, getActive, getActiveOrCreate (2.5, 7.4).
--
-- A checkpoint does not hold functions: they are code of the program. In the run that
-- wrote it they are still there, and the new context gets them from the old one. In
-- another run the program's own function makes the context again, unseen; it has to
-- make the streams that the checkpoint tells of.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local host = require("sluice.host")
local spark_context = require("sluice.spark_context")
local where = require("sluice.where")

local M = {}

local context    -- the module sluice.streaming_context, which loads this one
local is_context -- whether a value is a StreamingContext

-- Contexts whose streams are not those of the checkpoint: there are none.
local without_streams = setmetatable({}, { __mode = "k" })

---@param module table sluice.streaming_context
---@param test fun(value: any): boolean
function M.bind(module, test)
  context, is_context = module, test
end

local function check_function(op, create)
  if type(create) ~= "function" then
    errors.wrong_type(op, "a function that makes a StreamingContext", create)
  end
end

local function check_folder(op, folder)
  if type(folder) ~= "string" or folder == "" then
    errors.wrong_type(op, "a folder", folder)
  end
end

local function fail(folder, cause)
  errors.raise({ class = "org.apache.spark.SparkException", spark = true,
    name = "cannot-recover",
    message = "Failed to read checkpoint from directory " .. folder,
    text = ("no context can be recovered from %s: %s"):format(folder, cause),
    try = "delete the folder to begin anew" })
end

-- What the program says of its streams is not to be seen again, and its settings are
-- those of the checkpoint.
local function rebuild(create, settings)
  spark_context.restored = settings
  host.mute(true)
  local ok, made = pcall(create)
  host.mute(false)
  spark_context.restored = nil
  if not ok then
    error(made, 0)
  end
  return made
end

local function copy(writer, settings)
  spark_context.restored = settings
  local ok, spark = pcall(spark_context.getOrCreate)
  spark_context.restored = nil
  if not ok then
    error(spark, 0)
  end
  local number, java, message = host.context_copy(writer)
  if not number then
    errors.raise({ class = java, message = message, name = "wrong-type" })
  end
  local old = context.contexts[writer]
  local made = context.adopt(number, spark, old.interval)
  made.streams, made.outputs = old.streams, old.outputs
  return made
end

local function check_made(made, folder)
  if not is_context(made) then
    errors.wrong_type("the function of getOrCreate", "to return a StreamingContext",
      made)
  elseif made:getState() ~= "INITIALIZED" then
    fail(folder, "the function of getOrCreate returned a context that was started")
  end
end

-- Returns a context, or nothing if there is no checkpoint.
local function recover(folder, create)
  local found, settings, third, cause = host.checkpoint_read(folder)
  if found == nil then
    return settings and fail(folder, cause)
  end
  local made
  if third then
    made = copy(third, settings)
  elseif create then
    made = rebuild(create, settings)
    check_made(made, folder)
  else
    fail(folder, "another run wrote it, and a checkpoint holds no functions; "
      .. "StreamingContext.getOrCreate(folder, create) makes the streams again")
  end
  local ok, java, message = host.context_recover(made.number, found, folder)
  if not ok and java == "java.lang.IllegalStateException" and not made.streams[0] then
    without_streams[made] = { folder = folder, cause = message }
  elseif not ok and java == "java.lang.IllegalStateException" then
    fail(folder, "the program has changed: " .. message)
  elseif not ok then
    errors.raise({ class = java, message = message, spark = true,
      name = "cannot-recover" })
  end
  return made
end

---Raises why a context that was recovered cannot start: nothing that the program made
---after its recovery is known to the checkpoint.
---@param made StreamingContext
function M.check_start(made)
  local lost = without_streams[made]
  local output = lost and made.outputs[0]
  if not lost then
    return
  elseif not output then
    fail(lost.folder, "the program has changed: " .. lost.cause)
  end
  local stream = output.stream
  local name = host.stream_summary(made.number, stream.number)
  local mark = where.mark(where.stream(stream), stream.op)
  errors.raise({ class = "org.apache.spark.SparkException", spark = true,
    name = "cannot-recover",
    message = ("org.apache.spark.streaming.dstream.%s@%x has not been initialized")
      :format(name, stream.number),
    text = ("%s was made after the context was recovered from %s; the checkpoint does "
      .. "not know it"):format(stream.op, lost.folder),
    why = "at a recovery the function of getOrCreate is all that describes streams",
    try = "move the streams and their outputs into that function, above its return",
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

---The context that a checkpoint in the folder tells of, or, if there is none, the one
---that `create` makes. A recovered context begins with the batches that were not done.
---
---Example:
---```lua
----- sluice run --batches 1 program.lua
---local function create()
---  local made = StreamingContext("local[2]", "words", Seconds(1))
---  made:checkpoint("checkpoint")
---  made:generatorStream(function(batch) return { batch } end, 1):print()
---  return made
---end
---local ssc = StreamingContext.getOrCreate("checkpoint", create)
---ssc:start()
---ssc:awaitTermination()
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> 1
----->
---```
---@param folder string
---@param create fun(): StreamingContext
---@param settings any taken without effect: Hadoop's, in Spark
---@param create_on_error boolean|nil true: call `create`, too, if nothing can be read
---@return StreamingContext
function M.getOrCreate(folder, create, settings, create_on_error)
  local op = "getOrCreate"
  check_folder(op, folder)
  check_function(op, create)
  if type(settings) == "boolean" and create_on_error == nil then
    create_on_error = settings
  end
  if create_on_error then
    local found, class = host.checkpoint_read(folder)
    if found == nil and class then
      return create()
    end
  end
  return recover(folder, create) or create()
end

---The context that was started and not stopped; nil if there is none.
---
---Example:
---```lua
---print(StreamingContext.getActive())      --> nil
---```
---@return StreamingContext|nil
function M.getActive()
  for number = 0, host.contexts() - 1 do
    if host.context_state(number) == "ACTIVE" then
      return context.contexts[number]
    end
  end
  return nil
end

---The context that is active; else that of getOrCreate(folder, create), or, without a
---folder, the one that `create` makes.
---
---Example:
---```lua
---local function create()
---  local made = StreamingContext("local[2]", "words", Seconds(1))
---  made:queueStream({ made:sparkContext():parallelize({ 31, 27 }) }):count():print()
---  return made
---end
---local ssc = StreamingContext.getActiveOrCreate(create)
---ssc:start()
---print(StreamingContext.getActiveOrCreate(create) == ssc)
---ssc:awaitTermination()
-----> true
-----> -------------------------------------------
-----> Time: 1000 ms
-----> -------------------------------------------
-----> 2
----->
---```
---@param folder string|fun(): StreamingContext
---@param create nil|fun(): StreamingContext
---@return StreamingContext
function M.getActiveOrCreate(folder, create, ...)
  local op = "getActiveOrCreate"
  if type(folder) == "function" and create == nil then
    return M.getActive() or folder()
  end
  check_folder(op, folder)
  check_function(op, create)
  return M.getActive() or M.getOrCreate(folder, create, ...)
end

---What StreamingContext(folder) gives.
---@param folder string
---@return StreamingContext
function M.open(folder)
  return recover(folder) or errors.raise({ spark = true, name = "cannot-recover",
    class = "java.lang.IllegalArgumentException",
    message = "requirement failed: Spark Streaming cannot be initialized with both "
      .. "SparkContext and checkpoint as null",
    text = ("there is no checkpoint in %s"):format(folder) })
end

return M
