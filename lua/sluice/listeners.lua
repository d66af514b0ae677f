-- sluice.listeners: StreamingListener, told on the driver what happens in a context.
-- Spark: StreamingListener, BatchInfo, OutputOperationInfo, ReceiverInfo (semantics
-- 11.2).
--
-- The engine says what happened; here it becomes the event that Spark would give, and
-- goes to one listener after the other. Times are whole milliseconds.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local guard = require("sluice.guard")
local host = require("sluice.host")
local time = require("sluice.time")
local where = require("sluice.where")

local getlocal = debug.getlocal

local M = {}

---An output of a batch.
---@class sluice.OutputOperationInfo
---@field batchTime sluice.Time the tick at which the batch was formed
---@field id integer from 0: the first output that has something to do in the batch
---@field name string such as "print at words.lua:9"
---@field description string where that is: "examples/words.lua:9"
---@field startTime integer|nil when it started; nil before
---@field endTime integer|nil when it ended; nil before
---@field duration integer|nil how long it took
---@field failureReason string|nil class and text of its error, if it failed
local OutputInfo = guard.record("OutputOperationInfo", [[
  batchTime id name description startTime endTime duration failureReason]])

---What an input stream says of a batch.
---@class sluice.StreamInputInfo
---@field inputStreamId integer of its input stream, from 0
---@field numRecords integer how many came for the batch
---@field metadata table empty: what Spark says of files and offsets
local InputInfo = guard.record("StreamInputInfo", "inputStreamId numRecords metadata")

---A batch. What has not happened yet is nil.
---@class sluice.BatchInfo
---@field batchTime sluice.Time the tick at which the batch was formed
---@field streamIdToInputInfo table<integer, sluice.StreamInputInfo> of the receivers'
---streams; Spark numbers input streams alone, from 0
---@field numRecords integer all their records
---@field submissionTime integer when it was formed
---@field processingStartTime integer|nil when its first output started
---@field processingEndTime integer|nil when its last output ended
---@field schedulingDelay integer|nil from submission to start
---@field processingDelay integer|nil from start to end
---@field totalDelay integer|nil from submission to end
---@field outputOperationInfos table<integer, sluice.OutputOperationInfo> by id
local BatchInfo = guard.record("BatchInfo", [[
  batchTime streamIdToInputInfo numRecords submissionTime processingStartTime
  processingEndTime schedulingDelay processingDelay totalDelay outputOperationInfos]])

---A receiver.
---@class sluice.ReceiverInfo
---@field streamId integer of its input stream
---@field name string such as "SocketReceiver-0"
---@field active boolean whether it receives
---@field location string the host it runs on
---@field executorId string the number of its executor, or "driver"
---@field lastErrorMessage string "" if there was none
---@field lastError string "" if there was none
---@field lastErrorTime integer -1 if there was none
local ReceiverInfo = guard.record("ReceiverInfo", [[
  streamId name active location executorId lastErrorMessage lastError lastErrorTime]])

local Event = guard.record("event", "time batchInfo outputOperationInfo receiverInfo")

local function difference(from, to)
  return from and to and to - from
end

-- "print at words.lua:9", "examples/words.lua:9"
local function names_of_output(context, number)
  local output = context.outputs[number]
  if not output.place then
    local at = where.output(output)
    output.place = ("%s:%d"):format(at.file or "?", at.line or 0)
  end
  return output.op .. " at " .. output.place:match("[^/]*$"), output.place
end

local function output_info(context, batch, what)
  local name, description = names_of_output(context, what.output)
  return setmetatable({ batchTime = batch, id = what.id, name = name,
    description = description, startTime = what.started, endTime = what.ended,
    duration = difference(what.started, what.ended), failureReason = what.failure },
    OutputInfo)
end

local function batch_event(context, what)
  local batch = time.Time(what.time)
  local inputs, outputs, records = {}, {}, 0
  for _, input in ipairs(what.inputs) do
    inputs[input.input] = setmetatable({ inputStreamId = input.input,
      numRecords = input.records, metadata = {} }, InputInfo)
    records = records + input.records
  end
  for _, output in ipairs(what.outputs) do
    outputs[output.id] = output_info(context, batch, output)
  end
  return { batchInfo = setmetatable({ batchTime = batch, streamIdToInputInfo = inputs,
    numRecords = records, submissionTime = what.submitted,
    processingStartTime = what.started, processingEndTime = what.ended,
    schedulingDelay = difference(what.submitted, what.started),
    processingDelay = difference(what.started, what.ended),
    totalDelay = difference(what.submitted, what.ended),
    outputOperationInfos = outputs }, BatchInfo) }
end

local function output_event(context, what)
  return { outputOperationInfo = output_info(context, time.Time(what.time), what) }
end

local RECEIVER_CLASSES = { socketTextStream = "SocketReceiver" }

-- What Spark's receivers of sockets say when they stop: message and error.
local function why_stopped(stream, what)
  if what.state == "stopped" then
    return "Stopped by driver", ""
  end
  local again = ("Restarting receiver with delay %dms: "):format(what.restart_delay)
  if what.state == "refused" then
    return ("%sError connecting to %s:%s"):format(again, stream.address, stream.port),
      "java.net.ConnectException: " .. (what.text or "")
  elseif what.text then
    return again .. "Error receiving data", "java.net.SocketException: " .. what.text
  end
  return again .. "Socket data stream had no more data", ""
end

local function receiver_event(context, what)
  local stream = context.streams[what.stream]
  local message, problem = "", ""
  if what.message then
    message, problem = what.message, what.error
  elseif what.state ~= "started" then
    message, problem = why_stopped(stream, what)
  end
  return { receiverInfo = setmetatable({ streamId = what.input,
    name = ("%s-%d"):format(RECEIVER_CLASSES[stream.op] or "Receiver", what.input),
    active = what.state == "started", location = what.host, executorId = what.executor,
    lastErrorMessage = message, lastError = problem,
    lastErrorTime = problem ~= "" and what.time or -1 }, ReceiverInfo) }
end

local function started_event(_, what)
  return { time = what.time }
end

-- What the engine calls it: the function of a listener, and what makes the event.
local EVENTS = {
  ["streaming-started"] = { "onStreamingStarted", started_event },
  ["receiver-started"] = { "onReceiverStarted", receiver_event },
  ["receiver-error"] = { "onReceiverError", receiver_event },
  ["receiver-stopped"] = { "onReceiverStopped", receiver_event },
  ["batch-submitted"] = { "onBatchSubmitted", batch_event },
  ["batch-started"] = { "onBatchStarted", batch_event },
  ["batch-completed"] = { "onBatchCompleted", batch_event },
  ["output-started"] = { "onOutputOperationStarted", output_event },
  ["output-completed"] = { "onOutputOperationCompleted", output_event },
}

local CALLBACKS = {}
for _, event in next, EVENTS do
  CALLBACKS[event[1]] = true
end

-- The value that ends a program is no error of the listener's.
local function with_place(value)
  if type(value) == "userdata" and value ~= _G.null then
    return value
  end
  return errors.with_place(value)
end

local function tell(listener, name, event)
  local f = listener[name]
  if type(f) ~= "function" then
    return
  end
  local ok, err
  if getlocal(f, 1) == "self" then
    ok, err = xpcall(f, with_place, listener, event)
  else
    ok, err = xpcall(f, with_place, event)
  end
  if ok then
    return
  elseif type(err) == "userdata" then
    error(err, 0)
  end
  require("sluice.report").listener_failed(name, err)
end

-- A listener that is added or removed meanwhile counts from the next event on.
local function dispatch(context, kind, what)
  local name, make = EVENTS[kind][1], EVENTS[kind][2]
  local event = setmetatable(make(context, what), Event)
  for _, listener in ipairs(table.move(context.listeners, 1, #context.listeners, 1, {}))
  do
    tell(listener, name, event)
  end
end

-- Functions whose names are nearly those of a listener are misspelt.
local function check(op, listener)
  if type(listener) ~= "table" then
    errors.wrong_type(op, "a table with functions such as onBatchCompleted", listener)
  end
  for key, value in next, listener do
    local misspelt = type(key) == "string" and key:lower():find("^on%u?%l")
      and type(value) == "function" and not CALLBACKS[key]
    if misspelt then
      errors.raise({ class = "java.lang.NoSuchMethodError", name = "unknown-method",
        message = ("a listener has no function `%s`"):format(key),
        try = guard.suggestion(key, CALLBACKS), word = key })
    end
  end
end

---@param context StreamingContext
---@param listener table
function M.add(context, listener)
  check("addStreamingListener", listener)
  if not context.listeners then
    context.listeners = {}
    host.context_listen(context.number, function(kind, what)
      dispatch(context, kind, what)
    end)
  end
  context.listeners[#context.listeners + 1] = listener
end

---@param context StreamingContext
---@param listener table
function M.remove(context, listener)
  check("removeStreamingListener", listener)
  for i, item in ipairs(context.listeners or {}) do
    if rawequal(item, listener) then
      table.remove(context.listeners, i)
      return
    end
  end
end

return M
