-- viz.timeline.model: what a timeline shows, as plain data, without a picture.
--
-- Times are microseconds since the zero time of the run. Whatever does not depend on
-- widths is decided here: the range, which batch a record is in, who waits for whom.
-- SPDX-License-Identifier: MIT
local range = require("viz.range")
local streams_module = require("viz.streams")

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

-- From its tick to its first task that gets a core; without end if none ever does.
local function wait_of(batch, zero)
  local begin = batch.submitted_us
  if not begin then
    return nil
  end
  local never = not batch.started_us
    or not batch.worked_us and not batch.completed_us
  if never then
    return {from = begin - zero, open = true}
  elseif batch.started_us > begin then
    return {from = begin - zero, to = batch.started_us - zero}
  end
  return nil
end

local function work_of(batch, windowed, zero)
  local list = {}
  for _, work in ipairs(batch.outputs) do
    if work.completed_us or batch.worked_us then
      list[#list + 1] = {
        output = work.output, from = work.started_us - zero, failed = work.failed,
        to = work.completed_us and work.completed_us - zero,
        open = not work.completed_us, windowed = windowed[work.output] or false,
      }
    end
  end
  return list
end

local function batch_of(batch, windowed, zero)
  local wait = wait_of(batch, zero)
  local work = wait and wait.open and {} or work_of(batch, windowed, zero)
  return {
    number = batch.number, time = batch.time_us - zero, records = batch.records,
    partitions = batch.partitions, failed = batch.failed, wait = wait, work = work,
    waited = wait and wait.to and wait.to - wait.from or 0, blocks = {}, lost = 0,
    took = batch.completed_us and batch.started_us
      and batch.completed_us - batch.started_us or nil,
  }
end

-- Where a batch shows in the lane of jobs: from its tick to the end of its last output.
local function is_busy_in(batch, from, to)
  local last = batch.work[#batch.work]
  if not batch.wait and not last then
    return false
  end
  local stop = (batch.wait and batch.wait.open or last and last.open) and math.huge
    or last and last.to or batch.wait.to
  return batch.time <= to and stop > from
end

-- Receivers ---------------------------------------------------------------------------

local function lanes_of(trace)
  local lanes, by_receiver = {}, {}
  for _, stream in ipairs(trace:streams()) do
    if stream.receiver and stream.receiver >= 0 then
      local lane = {receiver = stream.receiver, blocks = {}, records = 0,
        name = stream.name or "receiver " .. stream.receiver}
      lanes[#lanes + 1] = lane
      by_receiver[stream.receiver] = lane
    end
  end
  return lanes, by_receiver
end

local function add_blocks(model, trace, all, by_receiver)
  for _, block in ipairs(trace:blocks()) do
    local batch = block.batch and all[block.batch]
    local lane = by_receiver[block.receiver]
    if lane then
      local item = {
        from = block.from_us - model.zero, cut = block.cut_us - model.zero, lane = lane,
        records = block.records, batch = batch and batch.number, index = block.index,
        partition = block.partition, time = batch and batch.time, lost = block.lost,
      }
      if batch and block.lost then
        batch.lost = batch.lost + 1
      elseif batch then
        batch.blocks[#batch.blocks + 1] = item
      end
      if item.cut > model.from and item.from < model.to then
        lane.blocks[#lane.blocks + 1] = item
        lane.records = lane.records + item.records
      end
    end
  end
end

local function add_records(model, trace, all)
  for _, record in ipairs(trace:records()) do
    local time = record.at_us - model.zero
    if time >= model.from and time < model.to then
      local batch = record.block and record.block.batch and all[record.block.batch]
      model.records[#model.records + 1] = {
        time = time, number = record.number, receiver = record.receiver,
        text = record.text, batch = batch and batch.number,
      }
    end
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
    total = total, lanes = lanes, batches = {}, busy = {}, records = {},
    outputs = trace:outputs(),
  }
  local all = {}
  for _, batch in ipairs(trace:batches()) do
    local item = batch_of(batch, windowed, model.zero)
    all[batch.time] = item
    if item.time > from and item.time <= to then
      model.batches[#model.batches + 1] = item
    end
    if is_busy_in(item, from, to) then
      model.busy[#model.busy + 1] = item
    end
  end
  add_blocks(model, trace, all, by_receiver)
  add_records(model, trace, all)
  model.windows = window_groups(model, trace, streams)
  return model
end

return M
