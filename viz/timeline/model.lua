-- viz.timeline.model: what a timeline shows, as plain data, without a picture.
--
-- Times are microseconds since the zero time of the run. Whatever does not depend on
-- widths is decided here: the range, which batch a record is in, who waits for whom.
-- SPDX-License-Identifier: MIT
local blocks_module = require("viz.timeline.blocks")
local lives = require("viz.lives")
local range = require("viz.range")
local records = require("viz.timeline.records")
local streams_module = require("viz.streams")
local waiting = require("viz.waiting")

local M = {}

-- Which outputs look at a window, and all windowed streams that an output uses.
local function used_windows(trace)
  local windowed, streams, seen = {}, {}, {}
  for _, output in ipairs(trace:outputs()) do
    local above = streams_module.above(trace, output.stream, streams_module.is_windowed)
    windowed[output.number] = #above > 0
    for _, stream in ipairs(above) do
      if not seen[stream.number] then
        seen[stream.number] = true
        streams[#streams + 1] = stream
      end
    end
  end
  return windowed, streams
end

-- Batches -----------------------------------------------------------------------------

-- What batches of a timeline have. What only some pictures show is made when it is
-- asked for, because a long run has very many.
local Batch = {}
Batch.__index = Batch

local function is_told(batch, work)
  return work.completed_us or batch.worked_us
end

-- The work of the outputs; what the death of the driver cut short ends with it.
function Batch:work()
  if not self.works then
    local list, zero, death = {}, self.shared.zero, self.death
    for _, work in ipairs(self.is_idle and {} or self.source.outputs) do
      if is_told(self.source, work) then
        list[#list + 1] = {
          output = work.output, from = work.started_us - zero, failed = work.failed,
          to = work.completed_us and work.completed_us - zero or death,
          open = not work.completed_us and not death, dead = not work.completed_us,
          windowed = self.shared.windowed[work.output] or false,
        }
      end
    end
    self.works = list
  end
  return self.works
end

-- When the last of its work ends, never for what is open; nil without work.
local function end_of_work(item)
  local source = item.source
  for i = item.is_idle and 0 or #source.outputs, 1, -1 do
    local work = source.outputs[i]
    if is_told(source, work) then
      return work.completed_us and work.completed_us - item.shared.zero or item.death
        or math.huge
    end
  end
  return nil
end

---Its blocks, as lists of viz.timeline.blocks.
function Batch:blocks()
  self.items = self.items or blocks_module.list(self.shared.maker, self.members)
  return self.items
end

local function batch_of(batch, shared, gaps)
  local zero = shared.zero
  local wait = waiting.of(batch, zero, gaps)
  local late = wait and wait.missed and batch.run == 1
  local started, completed = batch.started_us, batch.completed_us
  local item = setmetatable({
    number = batch.number, time = batch.time_us - zero, records = batch.records,
    partitions = batch.partitions, failed = batch.failed, wait = wait,
    waited = wait and wait.delay or 0, from = started and started - zero,
    took = completed and started and completed - started or nil,
    late = late, known = (late and batch.submitted_us or batch.time_us) - zero,
    source = batch, shared = shared, members = false, lost = 0,
    death = #gaps > 0 and batch.submitted_us
      and lives.death_after(gaps, batch.submitted_us - zero) or nil,
  }, Batch)
  item.is_idle = wait and (wait.open or wait.dropped) or nil
  if batch.run > 1 then
    item.again, item.suffix = true, "-" .. batch.run
  end
  return item
end

-- Where a batch shows in the lane of jobs: from its tick to the end of its last output.
local function is_busy_in(batch, from, to)
  local wait, last = batch.wait, end_of_work(batch)
  if not wait and not last then
    return false
  end
  local stop = wait and wait.open and math.huge or last or wait.to
  return batch.time <= to and stop > from
end

-- Receivers ---------------------------------------------------------------------------

local function lanes_of(trace)
  local lanes, by_receiver = {}, {}
  for _, stream in ipairs(trace:streams()) do
    local known = by_receiver[stream.receiver]
    if known then
      known.name = stream.name or known.name -- the same one of the driver's next life
    elseif stream.receiver and stream.receiver >= 0 then
      local lane = {receiver = stream.receiver,
        name = stream.name or "receiver " .. stream.receiver}
      lanes[#lanes + 1] = lane
      by_receiver[stream.receiver] = lane
    end
  end
  return lanes, by_receiver
end

local function are_all_there(blocks, by_receiver)
  for _, block in ipairs(blocks) do
    if block.lost or not by_receiver[block.receiver] then
      return false
    end
  end
  return true
end

-- The blocks of a batch that were still there when its RDD was made, of the receivers
-- that have a lane; and how many were lost.
local function members_of(batch, by_receiver)
  if are_all_there(batch.blocks, by_receiver) then
    return batch.blocks, 0
  end
  local members, lost = {}, 0
  for _, block in ipairs(batch.blocks) do
    if by_receiver[block.receiver] and block.lost then
      lost = lost + 1
    elseif by_receiver[block.receiver] then
      members[#members + 1] = block
    end
  end
  return members, lost
end

-- Those of each receiver whose interval is in the range.
local function blocks_in_range(model, trace)
  local lists, all = {}, trace:blocks()
  local first, last = model.from + model.zero, model.to + model.zero
  local is_whole = #all > 0 and all[1].cut_us > first and all[#all].from_us < last
  if is_whole and #model.lanes == 1 then
    return {[model.lanes[1].receiver] = all}
  end
  for _, lane in ipairs(model.lanes) do
    lists[lane.receiver] = {}
  end
  for _, block in ipairs(all) do
    local list = lists[block.receiver]
    if list and block.cut_us > first and block.from_us < last then
      list[#list + 1] = block
    end
  end
  return lists
end

local function add_blocks(model, trace, maker, by_receiver)
  local lists = blocks_in_range(model, trace)
  for _, lane in ipairs(model.lanes) do
    lane.blocks = blocks_module.list(maker, lists[lane.receiver])
  end
  for _, batch in ipairs(model.batches) do
    local members, lost = members_of(batch.source, by_receiver)
    batch.members, batch.lost = members, lost
  end
end

-- Windows -----------------------------------------------------------------------------

local function window_of(window, group, model, parts)
  local members = {}
  for i, time in ipairs(window.batches) do
    members[i] = (time * 1000 - model.zero) // model.interval
  end
  return {
    time = window.time_us - model.zero, members = members, parts = parts,
    begin = math.max(0, window.time_us - model.zero - window.length_us),
    partial = #members < parts,
    row = ((window.time_us - model.zero) // group.slide - 1) % group.rows,
  }
end

-- Windows of one length and slide hold the same batches: one group, with all names.
local function window_groups(model, trace, streams)
  local groups, by_shape = {}, {}
  for _, stream in ipairs(streams) do
    local shape = stream.window_us .. "/" .. stream.slide_us
    local group = by_shape[shape]
    local parent = trace:stream(stream.parents[1])
    if not group then
      group = {length = stream.window_us, slide = stream.slide_us, names = {},
        list = {}, stream = stream.number,
        rows = -(-stream.window_us // stream.slide_us)}
      by_shape[shape] = group
      groups[#groups + 1] = group
      local parts = stream.window_us // (parent and parent.slide_us or model.interval)
      for _, window in ipairs(trace:windows({stream = stream.number})) do
        local time = window.time_us - model.zero
        if time > model.from and time <= model.to then
          group.list[#group.list + 1] = window_of(window, group, model, parts)
        end
      end
    end
    group.names[#group.names + 1] = stream.name or stream.op
  end
  return groups
end

-- The whole ---------------------------------------------------------------------------

local function place_of(list, wanted)
  for i, item in ipairs(list) do
    if item == wanted then
      return i
    end
  end
  return nil
end

-- Batches of the range, and those that wait or work in it. One that is formed again
-- takes the place of what it was before.
local function add_batches(model, trace, shared, all)
  for _, batch in ipairs(trace:batches()) do
    local item, before = batch_of(batch, shared, model.gaps), all[batch.time]
    all[batch.time] = item
    if item.time > model.from and item.time <= model.to then
      model.batches[before and place_of(model.batches, before) or #model.batches + 1]
        = item
    end
    if is_busy_in(item, model.from, model.to) then
      model.busy[#model.busy + 1] = item
    end
  end
end

---@param trace Trace
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?}
---@return table
function M.build(trace, options)
  local run = trace:run()
  local from, to, total = range.of(trace, options)
  local windowed, streams = used_windows(trace)
  local lanes, by_receiver = lanes_of(trace)
  local model = {
    program = run.program, master = run.master, clock = run.clock, zero = run.zero_us,
    interval = run.interval_us, block = run.block_us, from = from, to = to,
    total = total, lanes = lanes, batches = {}, busy = {}, gaps = lives.gaps(trace),
    outputs = trace:outputs(),
  }
  local all = {} -- batches by time
  local shared = {zero = model.zero, windowed = windowed,
    maker = blocks_module.maker(model.zero, all, by_receiver)}
  add_batches(model, trace, shared, all)
  add_blocks(model, trace, shared.maker, by_receiver)
  model.records = records.new(trace, model, all)
  model.windows = window_groups(model, trace, streams)
  return model
end

return M
