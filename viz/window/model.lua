-- viz.window.model: which batches the windows of a stream cover, as plain data.
--
-- Times are microseconds since the zero time of the run. A window holds members: RDDs
-- of its parent stream, each known by its time. Where the parent is a window itself, a
-- batch can be in several members of one window.
-- SPDX-License-Identifier: MIT
local options_module = require("viz.options")
local range = require("viz.range")
local step_module = require("viz.window.step")
local streams_module = require("viz.streams")
local words = require("sluice.words")

local M = {}

local MOST_WINDOWS <const> = 8
local MOST_BATCHES <const> = 400 -- in one picture

-- Streams -----------------------------------------------------------------------------

-- The windowed streams that outputs use, in the order of the program, then the others.
local function windowed_streams(trace)
  local list, seen = {}, {}
  local function add(stream)
    if not seen[stream.number] then
      seen[stream.number] = true
      list[#list + 1] = stream
    end
  end
  for _, output in ipairs(trace:outputs()) do
    for _, stream in ipairs(streams_module.above(trace, output.stream,
      streams_module.is_windowed)) do
      add(stream)
    end
  end
  for _, stream in ipairs(trace:streams()) do
    if streams_module.is_windowed(stream) then
      add(stream)
    end
  end
  return list
end

local function choose(trace, options)
  local candidates = windowed_streams(trace)
  if #candidates == 0 then
    options_module.fail(("no stream of %s has a window"):format(
      tostring(trace:run().program):match("[^/]*$")),
      "window(Seconds(3), Seconds(2)) in the program, or the view timeline")
  end
  return streams_module.choose(trace, candidates, options, "window"), candidates
end

-- Covering ----------------------------------------------------------------------------

-- The numbers of the batches whose records are in the RDD that a stream has at a time,
-- as often as they are in it, oldest first.
local function covered(model, stream, time, list)
  local windowed = streams_module.above(model.trace, stream.number,
    streams_module.is_windowed)[1]
  if not windowed then
    list[#list + 1] = time // model.interval
    return list
  end
  local window = (model.by_time[windowed.number] or {})[time]
  local parent = model.trace:stream(windowed.parents[1])
  for _, member in ipairs(window and window.batches or {}) do
    covered(model, parent, member * 1000 - model.zero, list)
  end
  return list
end

local function member_of(model, time)
  return {time = time, from = math.max(0, time - model.reach), to = time,
    number = time // model.interval,
    batches = covered(model, model.parent, time, {})}
end

-- Windows of all streams by stream and time, for those that are windows of windows.
local function index_windows(trace, zero)
  local by_time = {}
  for _, window in ipairs(trace:windows()) do
    by_time[window.stream] = by_time[window.stream] or {}
    by_time[window.stream][window.time_us - zero] = window
  end
  return by_time
end

local function numbers_of(times, model)
  local list = {}
  for i, time in ipairs(times) do
    list[i] = (time * 1000 - model.zero) // model.interval
  end
  return list
end

local function window_of(model, window)
  local time = window.time_us - model.zero
  local item = {time = time, begin = math.max(0, time - model.length), members = {},
    partial = time < model.length, entered = numbers_of(window.entered, model),
    left = numbers_of(window.left, model), batches = {}}
  for i, member in ipairs(window.batches) do
    item.members[i] = member_of(model, member * 1000 - model.zero)
    table.move(item.members[i].batches, 1, #item.members[i].batches,
      #item.batches + 1, item.batches)
  end
  return item
end

-- Windows of the range, at most so many; how many more there are behind them.
local function add_windows(model, windows)
  local hidden, last = 0, nil
  for _, window in ipairs(windows) do
    local time = window.time_us - model.zero
    if time > model.from and time <= model.to then
      if #model.windows < MOST_WINDOWS then
        model.windows[#model.windows + 1] = window_of(model, window)
      else
        hidden, last = hidden + 1, time
      end
    end
  end
  model.hidden, model.last_hidden = hidden, last
  local shown = model.windows[#model.windows]
  if hidden > 0 then
    model.to = shown.time
  end
end

-- The window that is due next behind those of the run, with the batches it has already.
local function coming_of(model)
  local time = (model.total // model.slide + 1) * model.slide
  local begin = time - model.length
  if model.to < model.total or begin >= model.total then
    return nil
  end
  local members = {}
  for at = math.max(begin, 0) + model.reach, model.total, model.reach do
    members[#members + 1] = member_of(model, at)
  end
  return {time = time, begin = math.max(0, begin), members = members,
    missing = model.total // model.reach * model.reach + model.reach}
end

-- Batches -----------------------------------------------------------------------------

-- How many windows, of the i-th stream of a chain or of those behind it, hold what came
-- at a time; by the rule, so windows that are still to come count.
local function windows_with(chain, i, time)
  local stream = chain[i]
  local first = -(-time // stream.slide_us) * stream.slide_us
  if i == 1 then
    return (time + stream.window_us - 1) // stream.slide_us
      - (time - 1) // stream.slide_us
  end
  local count = 0
  for tick = first, time + stream.window_us - 1, stream.slide_us do
    count = count + windows_with(chain, i - 1, tick)
  end
  return count
end

-- The receivers whose records come into the window, or nil if it has other inputs.
local function receivers_of(model)
  local receivers = {}
  local inputs = streams_module.above(model.trace, model.stream.number, function(stream)
    return #stream.parents == 0
  end)
  for _, input in ipairs(inputs) do
    if not input.receiver or input.receiver < 0 then
      return nil
    end
    receivers[input.receiver] = true
  end
  return #inputs > 0 and receivers or nil
end

-- Where the first window begins, if the picture does not show that.
local function first_time(model)
  local first = model.from
  for _, window in ipairs(model.windows) do
    for _, number in ipairs(window.batches) do
      first = math.min(first, (number - 1) * model.interval)
    end
  end
  return first
end

-- The texts of the records of each batch, in the order of its partitions.
local function texts_of(model, receivers, from)
  local texts = {}
  for _, record in ipairs(model.trace:records()) do
    local block = receivers[record.receiver] and record.block
    local time = block and block.batch and block.batch * 1000 - model.zero
    if time and time > from and time <= model.to and not block.lost then
      local number = time // model.interval
      texts[number] = texts[number] or {}
      table.insert(texts[number], {text = record.text, partition = block.partition or 0,
        number = number})
    end
  end
  for _, list in pairs(texts) do
    for i, item in ipairs(list) do
      item.place = i
    end
    table.sort(list, function(a, b)
      if a.partition ~= b.partition then
        return a.partition < b.partition
      end
      return a.place < b.place
    end)
  end
  return texts
end

local function add_batches(model)
  local receivers = receivers_of(model)
  local from = first_time(model)
  local texts = receivers and texts_of(model, receivers, from)
  local chain = streams_module.above(model.trace, model.stream.number,
    streams_module.is_windowed)
  model.knows_records = texts ~= nil
  local range_ms = {from = (from + model.zero) // 1000 + 1,
    to = (model.to + model.zero) // 1000}
  local last
  for _, batch in ipairs(model.trace:batches(range_ms)) do
    local number = (batch.time_us - model.zero) // model.interval
    local item = {number = number, time = batch.time_us - model.zero,
      records = texts and texts[number] or {}, partitions = batch.partitions,
      covers = windows_with(chain, #chain, number * model.interval)}
    if last and last.number == number then -- formed again after a recovery
      model.batches[math.max(1, #model.batches)] = item
    elseif item.time > model.from then
      model.batches[#model.batches + 1] = item
    end
    model.by_number[number] = item
    last = item
  end
end

-- The partitions of the window's RDD, and of each of its members.
local function add_partitions(model)
  local sizes = {}
  for _, rdd in ipairs(model.trace:rdds()) do
    if rdd.stream == model.stream.number or rdd.stream == model.parent.number then
      sizes[rdd.stream] = sizes[rdd.stream] or {}
      sizes[rdd.stream][rdd.batch * 1000 - model.zero] = rdd.partitions
    end
  end
  for _, window in ipairs(model.windows) do
    local parts = {}
    for i, member in ipairs(window.members) do
      parts[i] = (sizes[model.parent.number] or {})[member.time]
    end
    window.partitions = (sizes[model.stream.number] or {})[window.time]
    window.parts = #parts == #window.members and parts or nil
  end
end

-- The whole ---------------------------------------------------------------------------

-- What no picture shows whole: a window longer than that is cut.
local function limit_range(model)
  local most = MOST_BATCHES * model.interval
  if model.to - model.from > most then
    model.cut = model.to
    model.to = model.from + most
  end
end

local function new_model(trace, options)
  local run = trace:run()
  local stream, candidates = choose(trace, options)
  local parent = trace:stream(stream.parents[1])
  local from, to, total = range.of(trace, options)
  return {
    trace = trace, run = run, program = run.program, interval = run.interval_us,
    zero = run.zero_us, clock = run.clock, from = from, to = to, total = total,
    stream = stream, parent = parent, candidates = candidates,
    length = stream.window_us, slide = stream.slide_us,
    reach = math.max(parent.slide_us, run.interval_us), windows = {}, batches = {},
    by_number = {}, by_time = index_windows(trace, run.zero_us),
    is_nested = #streams_module.above(trace, parent.number,
      streams_module.is_windowed) > 0,
  }
end

---Whether the batches are seen by no window at all, one by one.
---@param model table
---@return boolean
function M.has_gaps(model)
  return model.length < model.slide
end

---@param trace Trace
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?,
---  stream: string?, output: integer?}
---@return table
function M.build(trace, options)
  local model = new_model(trace, options)
  add_windows(model, trace:windows(model.stream.number))
  limit_range(model)
  model.coming = coming_of(model)
  model.step = step_module.build(model, options, window_of)
  if model.step then
    model.from = (model.step.before or model.step.now).begin
    model.to = model.step.now.time
  end
  add_batches(model)
  add_partitions(model)
  local has_range = options.from_us or options.to_us or options.batches
  if #model.windows == 0 and not model.coming and has_range then
    options_module.fail(("no window of %s ends from %s to %s; they end every %s"
      ):format(streams_module.label(model.stream), words.moment(model.from),
      words.moment(model.to), words.duration(model.slide)),
      "batches=1.." .. model.slide // model.interval)
  end
  return model
end

return M
