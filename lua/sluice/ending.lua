-- sluice.ending: what is to be said of a run when it is over.
--
-- Warnings wait for the end, when their consequence in this run is known.
-- SPDX-License-Identifier: MIT
local captured = require("sluice.captured")
local diagnostic = require("sluice.diagnostic")
local host = require("sluice.host")
local input_report = require("sluice.input_report")
local order_check = require("sluice.order_check")
local spark_context = require("sluice.spark_context")
local streaming_context = require("sluice.streaming_context")
local voice = require("sluice.voice")
local where = require("sluice.where")
local words = require("sluice.words")

local M = {}

local emit, line = voice.emit, voice.line
local options = host.options()

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

local ONE_CORE = "spark.master should be set as local[n], n > 1 in local mode if you "
  .. "have receivers to get data, otherwise Spark jobs will not get resources to "
  .. "process the received data."

-- What that came to in this run; nothing of a program that did not run.
local function no_core_text(summary, is_one)
  local numbers = waiting_numbers(summary)
  if #numbers == 0 then
    return "batches are formed, and none is worked on"
  end
  local wait = batch_list(numbers) .. (#numbers == 1 and " waits" or " wait")
  return is_one and ("no task got a core: %s, nothing was printed, %s received in vain")
    :format(wait, summary.received == 1 and "1 record was"
      or diagnostic.number(summary.received) .. " records were")
    or wait .. " for a core"
end

local function say_no_core(owner, summary)
  local at = owner.spark.master_place()
  local d = { level = "warning", file = at.file, line = at.line, column = at.column,
    mark = at.mark }
  local is_cluster = owner.spark:master():find("^local%-cluster") ~= nil
  if summary.cores == 1 and not is_cluster then
    d.name, d.spark = "one-core", ONE_CORE
    d.message = owner.spark:master() .. " has one core, and receiver 0 holds it"
    d.try = '"local[2]"'
  else
    d.name = "no-free-core"
    local all = ({"the only core", "both cores"})[summary.cores]
      or ("all %d cores"):format(summary.cores)
    d.message = ("%s %s %s of %s; no task can run"):format(
      diagnostic.count(summary.receivers, "receiver"),
      summary.receivers == 1 and "holds" or "hold", all, owner.spark:master())
    d.try = ("%s: a core for each receiver and one for tasks"):format(
      is_cluster and summary.receivers + 1 .. " cores or more"
      or ('"local[%d]"'):format(summary.receivers + 1))
  end
  d.why = no_core_text(summary, d.name == "one-core")
  emit(d)
end

local function warn_no_core(owner, summary)
  if #summary.waiting > 0 and summary.receivers >= summary.cores and summary.cores > 0
  then
    say_no_core(owner, summary)
  end
end

local slow = {} -- places of masters whose contexts did not keep up

local MINUTE <const> = 60 * 1000000
local HOUR <const> = 60 * MINUTE

local function delay_why(summary, later)
  local interval = diagnostic.duration(summary.interval)
  local batch = diagnostic.batch((summary.last_batch - summary.zero)
    // summary.interval, summary.last_batch)
  batch = batch:gsub("^%l", string.upper)
  local free = summary.cores - summary.receivers
  local took = words.rounded(summary.took) .. (free == 1 and " of the one free core"
    or free > 1 and (" on %d free cores"):format(free) or "")
  local hour = later > 2 * summary.waited and "; after an hour it is "
    .. words.rounded(later) or ""
  if summary.delay_is_even then
    return ("a batch takes %s and comes every %s. %s waited %s%s"):format(took,
      interval, batch, words.rounded(summary.waited), hour)
  end
  return ("a batch comes every %s. %s took %s and waited %s%s"):format(interval,
    batch, took, words.rounded(summary.waited), hour)
end

local function warn_delay(owner, summary)
  if not summary.delay_grows then
    return
  end
  local at, step = owner.spark.master_place(), summary.delay_step
  local key = ("%s:%s"):format(at.file, at.line)
  if slow[key] then
    return
  end
  slow[key] = true
  local later = summary.waited + step * ((HOUR - summary.now + summary.zero)
    // summary.interval)
  later = later > 2 * MINUTE and later // MINUTE * MINUTE or later
  local d = { level = "warning", name = "delay-grows", file = at.file, line = at.line,
    column = at.column, mark = at.mark }
  d.message = "the program does not keep up: " .. (summary.delay_is_even
    and ("every batch waits %s longer than the one before"):format(
      words.rounded(step)) or "batches wait longer and longer")
  d.why = delay_why(summary, later)
  d.try = "more cores, fewer records, less work for each; a longer interval helps "
    .. "against work for each batch. sluice run --view stats shows all batches"
  if host.contexts() == 1 and owner.spark:master():find("^local%[[%d*]+%]$") then
    d.cores, d.growth = summary.cores, step
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

local function warn_lost_with_executor(owner)
  for _, loss in ipairs(host.receiver_losses(owner.number)) do
    local were = loss.records == 1 and "was" or "were"
    emit({ level = "note", name = "lost-buffer", more = false,
      message = ("%s %s received and lost with executor %d"):format(
        diagnostic.count(loss.records, "record"), were, loss.executor),
      why = "a record is in one buffer of one executor until its block is cut",
      try = "rx:store{...} keeps a list as a block before the source is thanked" })
  end
end

local function warn_refused(owner)
  for _, refused in ipairs(host.refused_receivers(owner.number)) do
    local d = { level = "warning", name = "receiver-refused",
      message = ("receiver %d did not run: it was refused %s"):format(refused.receiver,
        refused.times == 1 and "once" or refused.times .. " times") }
    if refused.host then
      d.why = ("it wants `%s`, and no executor is there"):format(refused.host)
      d.try = "a host of this cluster, or no preferredLocation"
    end
    voice.at_operator(d, owner.streams[refused.stream])
    emit(d)
  end
end

local MAX_RATE = "spark.streaming.receiver.maxRate"

local function warn_nothing_arrived(owner, summary)
  local stream = first_receiver(owner)
  if not stream or summary.received > 0 or summary.ticks == 0 or options.wall
    or options.was_killed
    or input_report.no_receiver_starts then
    return
  end
  local d = { level = "warning", name = "nothing-arrived",
    message = ("no record arrived: %s empty"):format(summary.ticks == 1
      and "the only batch was" or ("all %d batches were"):format(summary.ticks)) }
  voice.at_operator(d, stream)
  local rate = owner.spark.values[MAX_RATE]
  if math.tointeger(rate) and math.tointeger(rate) <= 0 then
    d.why = ("%s is %s: each record is refused, `rate must be positive`, and its line "
      .. "is lost"):format(MAX_RATE, rate)
    d.try = "a rate above 0, or none at all"
    return emit(d)
  end
  for _, feed in ipairs(options.feeds) do
    if feed.port == stream.port and feed.bytes == 0 then
      d.why = feed.file .. " has no line"
    elseif feed.port == stream.port and options["until"] then
      d.why = ("%s brings %g lines a second; the first is due after --until %s"):format(
        feed.file, feed.rate, diagnostic.duration(options["until"]))
      d.try = ("a longer --until, or a higher rate: --feed %d=%s:rate=50/s"):format(
        feed.port, feed.file)
    end
  end
  emit(d)
end

-- To compare takes the trace, which is kept for --explain.
local function warn_inverse(owner)
  if options.explain and host.trace_text() then
    for _, d in ipairs(require("sluice.inverse_check").find(owner)) do
      emit(d)
    end
  end
end

local function warn_not_started(owner, summary)
  local is_cut_short = options.interrupted or options.failed
  if summary.state ~= "INITIALIZED" or not owner.outputs[0] or is_cut_short then
    return
  end
  emit({ level = "warning", name = "start-missing", file = owner.file,
    line = owner.line,
    message = "the program ended and never started its context: no batch ran",
    try = "ssc:start(), then ssc:awaitTermination(), as the last lines" })
end

local function warn_not_awaited(owner, summary)
  if summary.state ~= "ACTIVE" or owner.awaited or owner.stopped or summary.ticks > 0
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

-- Nearly every program sets these two, and most no other: they need no list of all.
local USUAL <const> = {["spark.app.name"] = true, ["spark.master"] = true}

local function warn_settings(application)
  for _, key in ipairs(application.conf.keys) do
    local wrong, near
    if not USUAL[key] then
      wrong, near = require("sluice.settings").is_misspelt(key)
    end
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

-- One warning for each place, and for each condition.
local function warn_idle_world()
  local said = {}
  for _, idle in ipairs(host.idle_world()) do
    if idle.line > 0 and not (idle.place and said[idle.place]) then
      said[idle.place or 0] = idle.place ~= nil
      emit({ level = "warning", name = "idle-world", file = options.world,
        line = idle.line, message = idle.place
          and ("nobody connected to %s"):format(idle.place)
          or "the condition of this line did not come true" })
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
    .. "stop(true, true) waits for %s\n"):format(diagnostic.count(lost, "record"),
    which, lost == 1 and "was" or "were", lost == 1 and "is" or "are",
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

-- The program was read and did not run: what is certain without a run.
local function finish_description()
  for number = 0, host.contexts() - 1 do
    local owner = streaming_context.contexts[number]
    local summary = host.context_summary(number)
    warn_not_started(owner, summary)
    if summary.started then
      local is_local = owner.spark:master():find("^local%f[%[\0]")
      if is_local and summary.receivers >= summary.cores then
        say_no_core(owner, summary)
      end
      for _, d in ipairs(require("sluice.foresight").find(owner)) do
        emit(d)
      end
    end
  end
end

---The run is over: what is left to say.
function M.finish()
  options = host.options()
  if options.pipe_closed then
    return
  end
  if spark_context.current then
    warn_settings(spark_context.current)
  end
  if options.describe then
    return finish_description()
  end
  captured.finish()
  local has_started = false
  for number = 0, host.contexts() - 1 do
    local owner = streaming_context.contexts[number]
    local summary = host.context_summary(number)
    warn_not_started(owner, summary)
    if summary.started then
      has_started = has_started or summary.ticks > 0
      warn_not_awaited(owner, summary)
      warn_no_core(owner, summary)
      warn_delay(owner, summary)
      warn_refused(owner)
      warn_lost_with_executor(owner)
      warn_nothing_arrived(owner, summary)
      warn_inverse(owner)
      input_report.say_restarts(owner, summary)
      if options.explain then
        input_report.note_ignored(owner)
        for _, d in ipairs(order_check.find(owner)) do
          emit(d)
        end
      end
      note_limit(summary)
      say_stopped(owner, summary)
    end
  end
  if has_started and options.world and not options.interrupted then
    warn_idle_world()
  end
end

return M
