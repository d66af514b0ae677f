-- viz.state.model: the keys of a state from batch to batch, as plain data.
--
-- A column is a batch after which the state is known; of many batches the first and the
-- last ones are columns, with a gap between them. A row is a key. A cell says what
-- became of the key in the batch: initial, new, changed, same (values came, and the
-- state stayed), kept (nothing came), empty (kept, though no batch of its window has
-- it), removed, timed-out, or unknown.
-- SPDX-License-Identifier: MIT
local options_module = require("viz.options")
local range = require("viz.range")
local streams_module = require("viz.streams")
local words = require("sluice.words")

local M = {}

local MOST_ROWS <const> = 20
local MOST_COLUMNS <const> = 40
local FIRST_COLUMNS <const>, LAST_COLUMNS <const> = 4, 8
local MOST_TRACKED <const> = 2000 -- keys with cells

local HAS_STATE <const> = {updateStateByKey = true, mapWithState = true}

-- Streams -----------------------------------------------------------------------------

-- The streams with a state, in the order of the program. mapWithState is two streams,
-- of which the first one has it; a driver that started again described all anew.
local function candidates_of(trace)
  local list, seen = {}, {}
  for _, stream in ipairs(trace:streams()) do
    local parent = trace:stream(stream.parents[1] or -1)
    local is_second = parent and parent.op == stream.op and parent.line == stream.line
      and stream.op == "mapWithState"
    local known = #trace:stateTimes(stream.number) > 0
    if not seen[stream.number]
      and (known or HAS_STATE[stream.op] and not is_second) then
      list[#list + 1] = trace:stream(stream.number)
    end
    seen[stream.number] = true
  end
  return list
end

local function choose(trace, options)
  local candidates = candidates_of(trace)
  if #candidates == 0 then
    options_module.fail(("no stream of %s keeps a state"):format(
      tostring(trace:run().program):match("[^/]*$")),
      "updateStateByKey or mapWithState in the program")
  end
  return streams_module.choose(trace, candidates, options, "state"), candidates
end

-- Columns -----------------------------------------------------------------------------

local function batches_by_number(model)
  local list = {}
  for _, batch in ipairs(model.trace:batches()) do
    list[(batch.time_us - model.zero) // model.interval] = batch
  end
  return list
end

-- All times of the range at which the state is known, or a batch failed.
local function times_of(model)
  local times = {}
  for _, ms in ipairs(model.trace:stateTimes(model.stream.number)) do
    local time = ms * 1000 - model.zero
    if time > model.from and time <= model.to then
      times[#times + 1] = time
    end
  end
  return times
end

local function add_columns(model)
  local times, batches = times_of(model), batches_by_number(model)
  model.count = #times
  for i, time in ipairs(times) do
    local in_gap = #times > MOST_COLUMNS and i > FIRST_COLUMNS
      and i <= #times - LAST_COLUMNS
    local last = model.columns[#model.columns]
    if in_gap and not (last and last.gap) then
      model.columns[#model.columns + 1] = {gap = 1, from = time // model.interval}
    elseif in_gap then
      last.gap = last.gap + 1
    else
      local number = time // model.interval
      local column = {time = time, number = number, index = #model.columns + 1,
        state = model.trace:state(model.stream.number, (time + model.zero) // 1000),
        failed = batches[number] and batches[number].failed}
      model.columns[column.index] = column
      model.column_at[time] = column
    end
    if in_gap then
      model.columns[#model.columns].to = time // model.interval
    end
  end
end

-- Keys --------------------------------------------------------------------------------

local function difference(before, now)
  local from, to = math.tointeger(tonumber(before)), math.tointeger(tonumber(now))
  return from and to and to - from or nil
end

-- Whether no batch of the window that ends at a time has a part of the key.
local function is_empty(model, key, time)
  if not key.parts or not key.value then
    return false
  end
  for at in pairs(key.parts) do
    if at > time - model.length and at <= time then
      return false
    end
  end
  return true
end

local function note_parts(model, key, change, time)
  if change.entered then
    key.parts = key.parts or {}
    for _, part in ipairs(change.entered) do
      key.parts[part.batch * 1000 - model.zero] = true
    end
    for at in pairs(key.parts) do
      key.parts[at] = at > time - model.length and true or nil
    end
  end
end

local function apply(model, known, change, time)
  local key = known.by_key[change.key]
  if not key then
    key = {key = change.key, cells = {}, order = #known.list + 1, idle = 0}
    known.by_key[change.key] = key
    known.list[key.order] = key
  end
  note_parts(model, key, change, time)
  key.now = {what = change.what, value = change.value, values = change.values,
    delta = key.certain and difference(key.value, change.value) or nil,
    change = change}
  key.value, key.certain, key.alive = change.value, true, change.value ~= nil
  local has_data = (change.values or 0) > 0 or #(change.entered or {}) > 0
    or change.what == "new"
  if model.stream.op == "mapWithState" then
    has_data = change.what ~= "timed-out"
  end
  key.idle = has_data and 0 or key.idle + 1
  return key
end

-- What is seen of a key in a column in which it is not named.
local function rest_of(model, key, column)
  if not key.alive then
    return nil
  elseif not key.certain then
    return {what = "unknown"}
  elseif is_empty(model, key, column.time) then
    return {what = "empty", value = key.value}
  end
  return {what = "kept", value = key.value}
end

local function snapshot(model, known, column)
  for i = 1, math.min(#known.list, MOST_TRACKED) do
    local key = known.list[i]
    if key.now then
      if key.now.what == "changed" and is_empty(model, key, column.time) then
        key.now.empty = true
      end
      key.cells[column.index], key.moves = key.now, true
    else
      key.cells[column.index] = rest_of(model, key, column)
    end
    key.seen = key.seen or key.cells[column.index] ~= nil
  end
end

-- How many changes of a batch have no name.
local function unnamed(state)
  local all = 0
  for _, fate in ipairs({"initial", "new", "changed", "same", "removed", "timedOut"}) do
    all = all + (state[fate] or 0)
  end
  return math.max(0, all - state.named)
end

local function note_event(model, key, time)
  local what = key.now.what
  if what == "removed" or what == "timed-out" then
    model.gone[#model.gone + 1] = {key = key.key, what = what, idle = key.idle,
      number = time // model.interval}
  end
end

-- What a checkpoint brings back is nothing new, if it was known.
local function is_known(known, change)
  local key = known.by_key[change.key]
  return change.what == "initial" and key and key.certain and key.alive
    and key.value == change.value
end

-- One batch: its named keys, and what is not known any more of the others.
local function replay_batch(model, known, ms)
  local time = ms * 1000 - model.zero
  local state = model.trace:state(model.stream.number, ms)
  for _, change in ipairs(model.trace:stateKeys(model.stream.number, ms)) do
    local key = not is_known(known, change) and apply(model, known, change, time)
    if key and time > model.from then
      note_event(model, key, time)
    end
  end
  if unnamed(state) > 0 then
    model.unnamed = model.unnamed + unnamed(state)
    for _, key in ipairs(known.list) do
      key.certain = key.now ~= nil and key.certain
    end
  end
  if model.column_at[time] then
    snapshot(model, known, model.column_at[time])
  end
  for _, key in ipairs(known.list) do
    key.idle = key.now and key.idle or key.idle + 1
    key.now = nil
  end
end

local function replay(model)
  local known = {list = {}, by_key = {}}
  for _, ms in ipairs(model.trace:stateTimes(model.stream.number)) do
    if ms * 1000 - model.zero > model.to then
      break
    end
    replay_batch(model, known, ms)
  end
  return known
end

-- Keys that something happens to are taken first; all stand in the order in which they
-- came.
local function add_rows(model, known)
  local moving, still = {}, {}
  for _, key in ipairs(known.list) do
    local list = key.moves and moving or still
    list[#list + 1] = key.seen and key or nil
  end
  local hidden_moving = math.max(0, #moving - MOST_ROWS)
  for _, list in ipairs({moving, still}) do
    for _, key in ipairs(list) do
      model.rows[#model.rows + 1] = #model.rows < MOST_ROWS and key or nil
    end
  end
  model.hidden_moving = hidden_moving
  model.hidden_still = #moving + #still - #model.rows - hidden_moving
  table.sort(model.rows, function(a, b)
    return a.order < b.order
  end)
  model.tracked = #known.list <= MOST_TRACKED
end

-- What came in a batch ----------------------------------------------------------------

-- The keys to which values came, as often as they came; nil if that is not known.
local function came_in(model, column)
  if model.stream.op ~= "updateStateByKey" then
    return nil
  end
  local list, ms = {}, (column.time + model.zero) // 1000
  for _, change in ipairs(model.trace:stateKeys(model.stream.number, ms)) do
    for _ = 1, math.min(change.values or 0, 20) do
      list[#list + 1] = change.key
    end
  end
  return list
end

local function add_inputs(model)
  local windows = {}
  for _, window in ipairs(model.trace:windows(model.stream.number)) do
    windows[window.time_us - model.zero] = window
  end
  for _, column in ipairs(model.columns) do
    if column.time then
      column.came = unnamed(column.state) == 0 and came_in(model, column) or nil
      column.window = windows[column.time]
    end
  end
end

-- The whole ---------------------------------------------------------------------------

---@param trace Trace
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?,
---  stream: string?, output: integer?}
---@return table
function M.build(trace, options)
  local run = trace:run()
  local stream, candidates = choose(trace, options)
  local from, to, total = range.of(trace, options)
  local model = {
    trace = trace, program = run.program, interval = run.interval_us,
    zero = run.zero_us, clock = run.clock, from = from, to = to, total = total,
    stream = stream, candidates = candidates, length = stream.window_us or 0,
    slide = math.max(stream.slide_us, run.interval_us),
    columns = {}, column_at = {}, rows = {}, gone = {}, unnamed = 0,
    is_window = streams_module.is_windowed(stream),
  }
  add_columns(model)
  add_rows(model, replay(model))
  add_inputs(model)
  local last = model.columns[#model.columns]
  model.keys = last and last.state.keys or 0
  local has_range = options.from_us or options.to_us or options.batches
  if #model.columns == 0 and has_range then
    options_module.fail(("no state of %s is known from %s to %s"):format(
      streams_module.label(stream), words.moment(from), words.moment(to)),
      "state without a range")
  end
  return model
end

return M
