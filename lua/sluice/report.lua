-- sluice.report: what sluice says about a run, on standard error.
--
-- Errors are said when they happen, once for a place; warnings at the end, when their
-- consequence is known. A good run says nothing.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local captured = require("sluice.captured")
local diagnostic = require("sluice.diagnostic")
local ending = require("sluice.ending")
local errors = require("sluice.errors")
local host = require("sluice.host")
local live = require("sluice.live")
local order_check = require("sluice.order_check")
local input_report = require("sluice.input_report")
local streaming_context = require("sluice.streaming_context")
local voice = require("sluice.voice")
local where = require("sluice.where")

local M = {
  receiver = live.receiver, receiver_noticed = input_report.receiver_noticed,
  filter_failed = input_report.filter_failed,
  files_missing = input_report.files_missing,
  log_noticed = input_report.log_noticed,
  fault_failed = input_report.fault_failed,
  started = live.started,
  batch_completed = live.batch_completed, values_met = order_check.note,
  variable_changed = captured.variable_changed, table_filled = captured.table_filled,
}

local at_operator, emit, find_column = voice.at_operator, voice.emit, voice.find_column
local options = host.options()
local said = {}     -- messages that were said, so that nothing is said twice
local repeated = {} -- by name and place: {name, count, first, last}
local order = {}

-- Without the place that Lua puts in front of a message.
local function bare(message, err)
  local file, line, rest = message:match("^(.-):(%d+): (.*)$")
  if file and (not err.line or tonumber(line) == err.line) then
    err.line = err.line or tonumber(line)
    return rest
  end
  return message
end

local function to_diagnostic(err)
  local message = bare(err.text or err.message, err)
  local d = {
    level = "error", name = err.name or "program-failed", message = message,
    file = err.file, line = err.line, column = err.column, mark = err.mark,
    record = err.record, why = err.why, try = err.try,
    spark = err.spark and err.message or nil,
  }
  if err.name == "not-serializable" and err.detail and not err.text then
    d.message, d.spark = err.detail, err.message -- from a function of foreachRDD
    d.try = d.message:find("an open connection", 1, true)
      and arguments.advice_for("an open connection") or nil
  end
  if err.name == "no-offsets" and not err.text then -- the same
    d.message, d.spark = "only the RDD of a direct stream itself knows its offsets",
      err.message
    d.try = "rdd:offsetRanges() in foreachRDD or transform directly on the stream"
    err.word = "offsetRanges"
  end
  if not d.column then
    find_column(d, err, message)
  end
  return d
end

-- A failed task. The engine knows the RDD whose function failed, the API its stream.

local function stream_of(err)
  local number = err.rdd and host.rdd_stream(err.rdd)
  local owner = streaming_context.contexts[voice.context]
  return number and owner and owner.streams[number] or nil
end

local function kind_of_record(record)
  local first = record and record:sub(1, 1) or ""
  if first == "{" then
    return "a table"
  elseif first == '"' then
    return "a string"
  end
  return first:match("[%d%-]") and "a number" or "one value"
end

local function describe_not_pair(d, err, stream)
  local parent = stream.parent or stream
  at_operator(d, parent)
  d.message = ("%s (line %d) wants pairs; %s gave it %s"):format(stream.op,
    where.stream(stream).line, parent.op, kind_of_record(err.record))
  d.try = "return word, 1        "
    .. "(two results make a pair; a table is one value, a list)"
end

-- Of Spark's text the first line says it; the others are Java's.
local function describe_unsent(d, stream)
  d.message = "a ConsumerRecord cannot leave its task"
  d.spark = d.spark:match("^[^\n]*")
  d.try = ":map(function(record) return record:key(), record:value() end) before it"
  if stream then
    at_operator(d, stream)
  end
end

local TRIES = {
  map = ':filter(f) leaves records out; where "no value" is meant, return null or None',
  flatMap = "a function of flatMap may return {} for a record it cannot use",
  option = "option:getOrElse(0); an Option is Some(x), whose :get() is x, or None",
}

local function describe_task(err, batch_ms)
  local stream = stream_of(err)
  local d = { level = "error", name = err.name, file = err.file, line = err.line,
    spark = err.message }
  local message = bare(err.detail or err.message, err)
  if err.name == "table-not-pair" and stream then
    describe_not_pair(d, err, stream)
  elseif err.name == "record-not-serializable" then
    describe_unsent(d, stream)
  elseif err.name ~= "task-failed" and stream then
    at_operator(d, stream)
    d.message = message
    d.try = err.name == "nil-record" and TRIES[stream.op] or nil
  else
    d.message = "a task failed: " .. message:match("^[^\n]*")
    d.line = err.line
    if stream and stream.folder then -- reading a file failed, no function
      at_operator(d, stream)
    else
      find_column(d, err, message)
    end
    d.try = stream and stream.op == "flatMap" and TRIES.flatMap
      or message:find("an? Option value") and TRIES.option or nil
  end
  if err.record and #err.record > 0 then
    local from, rest = (err.origin or ""):match("^(from .*, )(partition %d+)$")
    d.record = diagnostic.record(err.record, ("%sbatch %d, %s"):format(from or "",
      voice.batch_number(batch_ms), rest or err.origin or ""))
  end
  return d
end

local TASK_ERRORS = {
  ["task-failed"] = true, ["nil-record"] = true, ["table-not-pair"] = true,
  ["wrong-type"] = true, ["key-table"] = true, ["block-lost"] = true,
  ["record-not-serializable"] = true,
}

-- A repeated failure is counted, and the count said at the end.
local function is_repeated(d, number)
  local key = ("%s:%s:%s"):format(d.name, d.file or "", d.line or "")
  local entry = repeated[key]
  if not entry then
    repeated[key] = { name = d.name, count = 0 }
    order[#order + 1] = key
    return false
  end
  entry.count = entry.count + 1
  entry.first = entry.first or number
  entry.last = number
  return true
end

---From now on what was said already is news again.
function M.forget()
  said, repeated, order = {}, {}, {}
end

---An output of a batch failed.
---@param batch_ms integer
---@param output integer
---@param err sluice.Error
function M.output_failed(batch_ms, output, err)
  said[err.message] = true
  local number = voice.batch_number(batch_ms)
  local d
  if err.detail and TASK_ERRORS[err.name] then
    d = describe_task(err, batch_ms)
  else
    d = to_diagnostic(err)
  end
  if is_repeated(d, number) then
    return
  end
  local outputs = #streaming_context.contexts[voice.context].outputs + 1
  local what = outputs > 1
    and ("output %d of batch %d (%d ms) failed"):format(output + 1, number, batch_ms)
    or ("batch %d (%d ms) failed"):format(number, batch_ms)
  d.why = ("%s and printed nothing; the context goes on with batch %d"):format(what,
    number + 1)
  if not err.detail then
    d.why = ("%s; the context goes on with batch %d"):format(what, number + 1)
  end
  emit(d)
end

---A function of a listener raised an error.
---@param name string "onBatchCompleted"
---@param err sluice.Error
function M.listener_failed(name, err)
  host.mark_failed()
  local d = to_diagnostic(err)
  if d.name == "program-failed" then
    d.name = "listener-failed"
  end
  if not is_repeated(d, voice.batch_number(host.now() // 1000)) then
    d.why = name .. " of a listener raised it; the run goes on"
    emit(d)
  end
end

---An error that the program did not catch. Runs on top of the stack that raised it.
---@param value any
function M.uncaught(value)
  local err = errors.with_place(value)
  if said[err.message] then
    return
  end
  said[err.message] = true
  emit(to_diagnostic(err))
end

---The program could not be loaded.
---@param message string as Lua says it
function M.not_loaded(message)
  local file, line, rest = message:match("^(.-):(%d+): (.*)$")
  if not file then
    host.set_exit_code(2)
    local reason = message:match("^cannot %w+ (.*)$")
      or options.file .. ": it is compiled Lua; sluice runs the text of a program"
    emit({ level = "error", name = "file-missing",
      message = "cannot read " .. reason })
    return
  end
  local d = { level = "error", name = "syntax", file = file, line = tonumber(line),
    message = rest }
  find_column(d, { word = rest:match("near '([^']*)'") }, rest)
  emit(d)
end

local function say_repeated()
  for _, key in ipairs(order) do
    local entry = repeated[key]
    if entry.count > 0 and not options.json then
      host.say(("%s: %s more, %s\n"):format(entry.name, diagnostic.number(entry.count),
        entry.first == entry.last and "batch " .. entry.first
          or ("batches %d to %d"):format(entry.first, entry.last)))
    end
  end
end

---The files of a checkpoint could not be written.
---@param message string
function M.checkpoint_failed(message)
  emit({ level = "warning", name = "cannot-write", message = message,
    why = "the context goes on, but cannot be recovered from this folder" })
end

---Tasks wait, and every executor is lost.
---@param now integer simulated time in microseconds
function M.work_waits(now)
  emit({ level = "warning", name = "no-executor",
    message = ("tasks wait at %d ms, and no executor is left"):format(now // 1000),
    why = "the job goes on when an executor joins; until then no batch is completed" })
end

---The run is over: what is left to say.
function M.finish()
  say_repeated()
  input_report.finish()
  ending.finish()
end

return M
