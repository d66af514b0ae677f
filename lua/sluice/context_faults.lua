-- sluice.context_faults: what is said of a context that is used wrongly.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.errors")
local host = require("sluice.host")
local voice = require("sluice.voice")
local where = require("sluice.where")
local words = require("sluice.words")

local M = {}

local function last_stream(context)
  local last
  for number = 0, #context.streams do
    local stream = context.streams[number]
    if stream and stream.file then
      last = stream
    end
  end
  return last
end

local function fail_no_output(context, java, message)
  local stream = last_stream(context)
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

local function address_of(stream)
  return ("%s:%d"):format(stream.address, stream.port)
end

-- Where the world has a place that no stream reads and whose name is nearly what this
-- one wants, in words, or nil.
local function near_place(world, stream)
  local places, lines, wanted = {}, {}, address_of(stream)
  for _, other in pairs(stream.held.streams) do
    lines[other.port and address_of(other) or 0] = 0
  end
  for _, idle in ipairs(world and host.idle_world() or {}) do
    if idle.place and not lines[idle.place] then
      places[#places + 1] = idle.place
      lines[idle.place] = idle.line
    end
  end
  local near = words.nearest(wanted, places)
  return near and ("%s:%d is about %s"):format(world, lines[near], near)
end

local function fail_no_feed(stream)
  local mark = where.mark(where.stream(stream), stream.op, 2)
  host.set_exit_code(2)
  local world = host.options().world
  errors.raise({ class = "java.net.ConnectException", name = "no-feed",
    message = ("nothing feeds %s:%d, and under the simulated clock no socket is opened")
      :format(stream.address, stream.port),
    why = near_place(world, stream),
    try = world and ("a line in %s: 0.5 %s:%d hello"):format(world, stream.address,
      stream.port) or
      ("--feed %d=FILE (its lines, 5 a second); or --clock wall (a real socket; "
      .. "serve it with: nc -lk %d)"):format(stream.port, stream.port),
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

-- An operator whose batches are made from the batch before, and what that chain is.
local function chain_of(op)
  if op == "updateStateByKey" or op == "mapWithState" then
    return "the state of a batch is made from the state of the batch before"
  end
  return "each result of this window is made from the result before"
end

local function fail_no_folder(context, java, message, stream)
  local interval = select(5, host.stream_summary(context.number, stream.number))
  local mark = where.mark(where.stream(stream), stream.op)
  errors.raise({ class = java, message = message, spark = true,
    name = "checkpoint-missing",
    text = stream.op .. " needs a checkpoint directory",
    why = stream.checkpointed and "the program asked for checkpoints of this stream" or
      ("%s; saving it every %s keeps that chain short"):format(chain_of(stream.op),
        words.duration(interval * 1000)),
    try = 'ssc:checkpoint("checkpoint") before ssc:start()',
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

local function fail_interval(context, java, message, stream)
  local _, slide, _, _, interval = host.stream_summary(context.number, stream.number)
  local fits = math.max(1, (interval + slide // 2) // slide) * slide
  local mark = where.mark(where.stream(stream), stream.op)
  errors.raise({ class = java, message = message, spark = true,
    name = "checkpoint-interval",
    text = ("%s cannot be checkpointed every %s"):format(stream.op,
      words.duration(interval * 1000)),
    why = ("it has an RDD every %s; a checkpoint is one of these"):format(
      words.duration(slide * 1000)),
    try = (":checkpoint(%s); Spark advises 5 to 10 times the slide"):format(
      words.duration_code(fits * 1000)),
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

local function fail_stream(context, java, message, stream)
  if message:find("checkpoint directory has not been set", 1, true) then
    fail_no_folder(context, java, message, stream)
  elseif message:find("checkpoint", 1, true) then
    fail_interval(context, java, message, stream)
  elseif stream.direct then
    require("sluice.kafka").fail_start(stream, java, message)
  elseif stream.folder then
    require("sluice.files").fail_start(stream, java, message)
  end
  fail_no_feed(stream)
end

---Raises why a context could not start.
---@param context StreamingContext
---@param java string
---@param message string
---@param fault integer|nil the stream that is not as it should be
function M.fail_start(context, java, message, fault)
  if fault then
    local stream = context.streams[fault]
    while not stream do -- one inside of an operator: the next is the operator's own
      fault = fault + 1
      stream = context.streams[fault]
    end
    fail_stream(context, java, message, stream)
  elseif message:find("No output operations", 1, true) then
    fail_no_output(context, java, message)
  elseif message:find("Only one StreamingContext", 1, true) then
    errors.raise({ class = java, message = message, spark = true, name = "two-contexts",
      text = "a second context is started while the first one runs", word = "start",
      try = "give the first context both outputs; "
        .. "or first:stop(false) before this line" })
  elseif message:find("LiveListenerBus", 1, true) then
    errors.raise({ class = java, message = message, spark = true,
      name = "context-stopped", word = "start",
      text = "the SparkContext was stopped; no context can start on it",
      try = "ssc:stop(false) stops the StreamingContext only" })
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

local said = {} -- places at which a call without effect was said

---Says that a call changes nothing, once for a place.
---@param op string
---@param message string Spark's warning
---@param text string
function M.warn_no_effect(op, message, text)
  local file, line = host.caller()
  local place = ("%s:%s:%s"):format(file, line, op)
  if said[place] then
    return
  end
  said[place] = true
  local mark = where.mark(where.find(op, file, line), op)
  voice.emit({ level = "warning", name = "no-effect", message = text, spark = message,
    file = mark.file, line = mark.line, column = mark.column, mark = mark.mark })
end

---Raises that waiting for a context would never end.
---@param context StreamingContext
---@param op string
function M.fail_await(context, op)
  if host.options().by_hand then
    errors.raise({ class = "java.lang.IllegalStateException", name = "await-forever",
      message = "here the clock is yours", word = op, try = ".run 10s" })
  end
  local stopped = context:getState() == "STOPPED"
  errors.raise({ class = "java.lang.IllegalStateException", name = "await-forever",
    message = op .. " would never return: the context was "
      .. (stopped and "stopped before it had run" or "never started"),
    why = "in Spark this line waits until the program is killed", word = op,
    try = stopped and "make a new StreamingContext, and start it"
      or "ssc:start() before this line" })
end

return M
