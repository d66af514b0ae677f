-- sluice.report: what sluice says about a run, on standard error.
--
-- Errors are said when they happen, once for a place; warnings at the end, when their
-- consequence is known. A good run says nothing.
-- SPDX-License-Identifier: MIT
local context = require("sluice.context")
local diagnostic = require("sluice.diagnostic")
local errors = require("sluice.errors")
local host = require("sluice.host")
local place = require("sluice.place")
local where = require("sluice.where")

local M = {}

local options = host.options()
local said = {}     -- messages that were said, so that nothing is said twice
local repeated = {} -- by name and place: {name, count, first, last}
local order = {}

local function emit(d)
  if options.quiet and d.level ~= "error" then
    return
  end
  if options.strict and d.level == "warning" then
    d.level = "error"
    host.mark_failed()
  end
  host.say(options.json and diagnostic.json(d) or diagnostic.format(d, {
    color = options.color, width = options.width, ascii = options.ascii,
  }))
end

-- Without the place that Lua puts in front of a message.
local function bare(message, err)
  local file, line, rest = message:match("^(.-):(%d+): (.*)$")
  if file and (not err.line or tonumber(line) == err.line) then
    err.line = err.line or tonumber(line)
    return rest
  end
  return message
end

-- The column of an error of which only the line is known.
local function find_column(d, err, message)
  local text = d.file and place.source(d.file)
  if not text or not d.line then
    return
  end
  if err.who then
    local line, column = place.operator(text, d.line, err.who)
    if line then
      local at, first, length = place.argument(text, line, column, 1)
      d.line, d.column, d.mark = at or line, first or column, length or #err.who
      return
    end
  end
  local word = err.word or place.name_in_message(message)
  if word then
    d.column, d.mark = place.word(text, d.line, word)
  end
  if not d.column then
    d.column, d.mark = place.first_word(text, d.line)
  end
end

local function to_diagnostic(err)
  local message = bare(err.text or err.message, err)
  local d = {
    level = "error", name = err.name or "program-failed", message = message,
    file = err.file, line = err.line, column = err.column, mark = err.mark,
    record = err.record, why = err.why, try = err.try,
    spark = err.spark and err.message or nil,
  }
  if not d.column then
    find_column(d, err, message)
  end
  return d
end

-- A failed task. The engine knows the RDD whose function failed, the API its stream.

local function stream_of(err)
  local number = err.rdd and host.rdd_stream(err.rdd)
  local owner = context.contexts[0]
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

local function at_operator(d, stream)
  local mark = where.mark(where.stream(stream), stream.op)
  d.file, d.line, d.column, d.mark = mark.file, mark.line, mark.column, mark.mark
end

local function describe_not_pair(d, err, stream)
  local parent = stream.parent or stream
  at_operator(d, parent)
  d.message = ("%s (line %d) wants pairs; %s gave it %s"):format(stream.op,
    where.stream(stream).line, parent.op, kind_of_record(err.record))
  d.try = "return word, 1        (two results make a pair; a table is one value, a list)"
end

local TRIES = {
  map = ':filter(f) leaves records out; where "no value" is meant, return null or None',
  flatMap = "a function of flatMap may return {} for a record it cannot use",
}

local function describe_task(err, batch_ms)
  local stream = stream_of(err)
  local d = { level = "error", name = err.name, file = err.file, line = err.line,
    spark = err.message }
  local message = bare(err.detail or err.message, err)
  if err.name == "table-not-pair" and stream then
    describe_not_pair(d, err, stream)
  elseif err.name ~= "task-failed" and stream then
    at_operator(d, stream)
    d.message = message
    d.try = TRIES[stream.op]
  else
    d.message = "a task failed: " .. message
    d.line = err.line
    find_column(d, err, message)
    d.try = stream and TRIES[stream.op == "flatMap" and "flatMap" or ""] or nil
  end
  if err.record and #err.record > 0 then
    local from, rest = (err.origin or ""):match("^(from .*, )(partition %d+)$")
    d.record = diagnostic.record(err.record, ("%sbatch %d, %s"):format(from or "",
      M.batch_number(batch_ms), rest or err.origin or ""))
  end
  return d
end

---The number of a batch of the first context.
---@param ms integer
---@return integer
function M.batch_number(ms)
  local summary = host.context_summary(0)
  return (ms * 1000 - summary.zero) // summary.interval
end

local TASK_ERRORS = {
  ["task-failed"] = true, ["nil-record"] = true, ["table-not-pair"] = true,
  ["wrong-type"] = true, ["key-table"] = true, ["block-lost"] = true,
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

---An output of a batch failed.
---@param batch_ms integer
---@param output integer
---@param err sluice.Error
function M.output_failed(batch_ms, output, err)
  said[err.message] = true
  local number = M.batch_number(batch_ms)
  local d
  if err.detail and TASK_ERRORS[err.name] then
    d = describe_task(err, batch_ms)
  else
    d = to_diagnostic(err)
  end
  if is_repeated(d, number) then
    return
  end
  local outputs = context.contexts[0] and #context.contexts[0].outputs + 1 or 1
  local what = outputs > 1 and ("output %d of batch %d (%d ms) failed"):format(output + 1,
    number, batch_ms) or ("batch %d (%d ms) failed"):format(number, batch_ms)
  d.why = ("%s and printed nothing; the context goes on with batch %d"):format(what,
    number + 1)
  if not err.detail then
    d.why = ("%s; the context goes on with batch %d"):format(what, number + 1)
  end
  emit(d)
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

-- The wall clock: what a person at the terminal wants to know.

local refused = {}

local function line(text)
  if not options.quiet and not options.json then
    host.say("sluice: " .. text .. "\n")
  end
end

local function clock_time(us, digits)
  local seconds = us // 1000000
  local text = os.date("%H:%M:%S", seconds)
  return digits and ("%s.%d"):format(text, us // 100000 % 10) or text
end

local function restart_delay()
  return diagnostic.duration(host.context_summary(0).restart_delay)
end

local function say_refused(name, text)
  if refused[name] then
    return
  end
  refused[name] = true
  line(("%s: %s. sluice connects and does not listen; it tries again every %s."):format(
    name, text, restart_delay()))
  host.say(("        To have something to connect to, in another terminal:  nc -lk %s\n")
    :format(name:match(":(%d+)$") or "PORT"))
end

---A receiver changed its state.
---@param name string
---@param state string
---@param tries integer
---@param now integer microseconds
---@param text string|nil
function M.receiver(name, state, tries, now, text)
  if not options.wall then
    line(("%s  receiver %s: %s"):format(diagnostic.moment(now), name, state))
  elseif state == "refused" then
    say_refused(name, text)
  elseif state == "connected" then
    refused[name] = nil
    line(("%s: connected at %s, try %d"):format(name, clock_time(now, true), tries))
  elseif state == "closed" then
    line(("%s: %s; next try in %s"):format(name, text or "closed by the other side",
      restart_delay()))
  end
end

---The context started under the wall clock.
function M.started(interval, zero)
  if options.wall then
    line(("real time, batches of %s, the first at %s. Ctrl-C stops."):format(
      diagnostic.duration(interval), clock_time(zero + interval)))
  end
end

---A batch is done (said with --verbose).
function M.batch_completed(batch, waited, took, now)
  line(("%s  batch %d done: waited %s, took %s"):format(diagnostic.moment(now),
    M.batch_number(batch // 1000), diagnostic.duration(waited), diagnostic.duration(took)))
end

local changed = {}

-- What the driver's own copy of a captured variable is.
local function captured_value(f, wanted)
  for i = 1, 255 do
    local name, value = debug.getupvalue(f, i)
    if name == wanted then
      return value
    elseif not name then
      return nil
    end
  end
end

---A task changed a captured variable, in its own copy.
---@param f function
---@param name string
function M.variable_changed(f, name)
  local info = debug.getinfo(f, "S")
  local file = info.source:match("^@(.*)$")
  local key = ("%s:%d:%s"):format(file or "", info.linedefined, name)
  if changed[key] then
    changed[key].tasks = changed[key].tasks + 1
    return
  end
  changed[key] = { file = file, first = info.linedefined, last = info.lastlinedefined,
    name = name, tasks = 1, value = captured_value(f, name) }
  changed[#changed + 1] = changed[key]
end

-- The line inside a function that assigns a variable.
local function assigning_line(text, entry)
  for number = entry.first, entry.last do
    local source = place.line(text, number) or ""
    if source:find("%f[%w_]" .. entry.name .. "%s*=[^=]") then
      return number
    end
  end
  return entry.first
end

local function warn_changed(entry)
  local d = { level = "warning", name = "captured-counter", file = entry.file,
    message = ("`%s` is changed in a task; the driver's `%s` stays %s"):format(
      entry.name, entry.name, tostring(entry.value)),
    why = ("each task changes its own copy: %s so far. (Real Spark in local mode may "
      .. "hide this.)"):format(diagnostic.count(entry.tasks, "task")),
    try = "return what was counted as a record, and add it up with reduceByKey" }
  local text = entry.file and place.source(entry.file)
  if text then
    d.line = assigning_line(text, entry)
    d.column, d.mark = place.word(text, d.line, entry.name)
  end
  emit(d)
end

-- The end of a run.

local function batch_list(numbers)
  if #numbers == 1 then
    return "batch " .. numbers[1]
  end
  return ("batches %d to %d"):format(numbers[1], numbers[#numbers])
end

local function waiting_numbers(summary)
  local numbers = {}
  for i, batch in ipairs(summary.waiting) do
    numbers[i] = (batch - summary.zero) // summary.interval
  end
  return numbers
end

local ONE_CORE = "spark.master should be set as local[n], n > 1 in local mode if you have "
  .. "receivers to get data, otherwise Spark jobs will not get resources to process the "
  .. "received data."

local function warn_no_core(owner, summary)
  if #summary.waiting == 0 or summary.receivers < summary.cores then
    return
  end
  local numbers = waiting_numbers(summary)
  local at = owner.spark.master_place()
  local d = { level = "warning", file = at.file, line = at.line, column = at.column,
    mark = at.mark }
  if summary.cores == 1 then
    d.name, d.spark = "one-core", ONE_CORE
    d.message = owner.spark:master() .. " has one core, and receiver 0 holds it"
    d.why = ("no task got a core: %s wait%s, nothing was printed, %s received in vain")
      :format(batch_list(numbers), #numbers == 1 and "s" or "",
        summary.received == 1 and "1 record was"
          or diagnostic.number(summary.received) .. " records were")
    d.try = '"local[2]"'
  else
    d.name = "no-free-core"
    d.message = ("%d receivers hold %s of %s; no task can run"):format(summary.receivers,
      summary.cores == 2 and "both cores" or ("all %d cores"):format(summary.cores),
      owner.spark:master())
    d.why = ("%s wait%s for a core"):format(batch_list(numbers),
      #numbers == 1 and "s" or "")
    d.try = ('"local[%d]": a core for each receiver and one for tasks'):format(
      summary.receivers + 1)
  end
  emit(d)
end

local function first_receiver(owner)
  for number = 0, #owner.streams do
    local stream = owner.streams[number]
    if stream and stream.port then
      return stream
    end
  end
end

local function warn_nothing_arrived(owner, summary)
  local stream = first_receiver(owner)
  if not stream or summary.received > 0 or summary.ticks == 0 or options.wall then
    return
  end
  local d = { level = "warning", name = "nothing-arrived",
    message = ("no record arrived: %s empty"):format(summary.ticks == 1
      and "the only batch was" or ("all %d batches were"):format(summary.ticks)) }
  at_operator(d, stream)
  for _, feed in ipairs(options.feeds) do
    if feed.port == stream.port and feed.bytes == 0 then
      d.why = feed.file .. " has no line"
    elseif feed.port == stream.port and options["until"] then
      d.why = ("%s brings %g lines a second; the first is due after --until %s"):format(
        feed.file, feed.rate, diagnostic.duration(options["until"]))
      d.try = "a longer --until, or a higher rate: --feed " .. feed.port .. "=" .. feed.file
        .. ":rate=50/s"
    end
  end
  emit(d)
end

local function warn_not_awaited(owner, summary)
  if not summary.started or owner.awaited or owner.stopped or summary.ticks > 0
    or options.interrupted or options.failed then
    return
  end
  local found = where.find("start", owner.started_file, owner.started_line)
  local mark = where.mark(found, "start")
  emit({ level = "warning", name = "await-missing", file = mark.file, line = mark.line,
    column = mark.column, mark = mark.mark,
    message = "start returned at once and the program ended, at "
      .. diagnostic.moment(summary.now) .. ", before its first batch",
    try = "ssc:awaitTermination() as the last line" })
end

local function warn_settings(application)
  local settings = require("sluice.settings")
  for _, key in ipairs(application.conf.keys) do
    local wrong, near = settings.is_misspelt(key)
    if wrong then
      local at = application.conf.places[key]
      local mark = where.mark(where.find("set", at.file, at.line), "set", 1)
      emit({ level = "warning", name = "unknown-setting", file = mark.file,
        line = mark.line, column = mark.column, mark = mark.mark,
        message = ("no setting is called `%s`; Spark ignores it silently"):format(key),
        try = near and ('"%s"'):format(near) or nil })
    end
  end
end

local function note_limit(summary)
  if summary.ended == "limit" then
    emit({ level = "note", name = "usage", more = false,
      message = "the source never ends; stopped at 60 s",
      try = "--until TIME or --batches N for another end" })
  end
end

local function lost_text(owner)
  local lost, text = host.lost_records(owner.number)
  if lost == 0 then
    return
  end
  local which = lost == 1 and text and (", %s,"):format(diagnostic.quote(text)) or ""
  host.say(("        %s%s %s in no batch yet and %s lost, as in Spark after stop(); "
    .. "stop(true, true) waits for %s\n"):format(diagnostic.count(lost, "record"), which,
    lost == 1 and "was" or "were", lost == 1 and "is" or "are",
    lost == 1 and "it" or "them"))
end

local function say_stopped(owner, summary)
  if options.quiet or not (options.wall or options.interrupted) or options.json then
    return
  end
  local started = options.wall and owner.started_us or 0
  line(("stopped after %s: %s, %s received, %s in batches"):format(
    diagnostic.duration((summary.now - started) // 100000 * 100000),
    summary.ticks == 1 and "1 batch" or diagnostic.number(summary.ticks) .. " batches",
    diagnostic.count(summary.received, "record"),
    diagnostic.number(summary.in_batches)))
  lost_text(owner)
  if options.trace then
    host.say(("        %s is whole: %s\n"):format(options.trace,
      diagnostic.count(host.traced(), "event")))
  end
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

---The run is over: what is left to say.
function M.finish()
  options = host.options()
  say_repeated()
  if options.pipe_closed then
    return
  end
  if context.application then
    warn_settings(context.application)
  end
  for _, entry in ipairs(changed) do
    warn_changed(entry)
  end
  for number = 0, host.contexts() - 1 do
    local owner = context.contexts[number]
    local summary = host.context_summary(number)
    if summary.started then
      warn_not_awaited(owner, summary)
      warn_no_core(owner, summary)
      warn_nothing_arrived(owner, summary)
      note_limit(summary)
      say_stopped(owner, summary)
    end
  end
end

return M
