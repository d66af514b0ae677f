-- viz.storage.model: which block has copies where, as plain data, without a picture.
--
-- Times are microseconds since the zero time of the run. The model has one or two
-- moments (before and after what happened to the copies), groups of blocks that are
-- there in one of them, and the memory in use over time.
-- SPDX-License-Identifier: MIT
local lives = require("viz.lives")
local options_module = require("viz.options")
local range = require("viz.range")
local replay = require("viz.storage.replay")
local words = require("sluice.words")

local M = {}

M.bins = 280 -- of the charts of memory

-- What happened ----------------------------------------------------------------------

-- The first pass: memory over time, and what happened to copies.
local function watch(model, read)
  local found = {evicted = 0, dropped = 0, lost = 0, read = 0, most = 0}
  local series, state = {}, replay.start(read)
  local scale = (model.to - model.from) / M.bins
  local bin
  local function note(executor)
    local used = state.used[executor] or 0
    local list = series[executor] or {most = 0}
    series[executor] = list
    list[bin] = math.max(list[bin] or 0, used)
    list.most = math.max(list.most, used)
  end
  local function each(item, time)
    if not bin then
      return
    end
    note(item.executor)
    if item.why == "lost" then
      found.lost = found.lost + 1
      found.first_lost = found.first_lost or {time = time, executor = item.executor}
    elseif item.why == "evicted" then
      local kind = item.place and "evicted" or "dropped"
      found[kind] = found[kind] + 1
      found.first_evicted = found.first_evicted or {time = time, block = item.block,
        executor = item.executor, place = item.place}
    end
  end
  replay.go(state, model.from - 1, each)
  for i = 0, M.bins - 1 do
    bin = i
    local all = 0
    for executor, used in pairs(state.used) do
      note(executor)
      all = all + used
    end
    if all > found.most then
      found.most = all
      found.fullest = -(-(model.from + (i * scale // 1 | 0)) // 1000) * 1000
    end
    replay.go(state, model.from + ((i + 1) * scale // 1 | 0), each)
  end
  return found, series
end

-- What the picture is about: a loss, or a memory that is full; else nil.
local function event_of(model, found)
  for _, lane in ipairs(model.lanes) do
    local first = found.first_lost
    if first and lane.number == first.executor then
      local dead = lane.lost and lane.lost == first.time
      return {kind = dead and "loss" or "drop", time = first.time,
        executor = first.executor}
    end
  end
  for _, gap in ipairs(model.gaps) do
    if gap.from > model.from and gap.from <= model.to then
      return {kind = "driver", time = gap.from}
    end
  end
  local first = found.first_evicted
  return first and {kind = "eviction", time = first.time, executor = first.executor,
    block = first.block, place = first.place} or nil
end

-- Executors ---------------------------------------------------------------------------

local function lanes_of(model, trace)
  local list, by_number = {}, {}
  for _, executor in ipairs(trace:executors()) do
    local lane = by_number[executor.number]
    if not lane then
      lane = {number = executor.number, spans = {}}
      by_number[executor.number] = lane
      list[#list + 1] = lane
    end
    local from = executor.added_us - model.zero
    local lost = executor.lost_us and executor.lost_us - model.zero
    lane.memory = executor.memory
    lane.lost = lane.lost or lost
    lane.spans[#lane.spans + 1] = {from = from, to = lost
      or lives.death_after(model.gaps, from) or math.huge}
  end
  return list, by_number
end

local function is_alive(lane, time)
  for _, span in ipairs(lane.spans) do
    if span.from <= time and span.to > time then
      return true
    end
  end
  return false
end

-- Receivers at a time: by executor, and records that are in no block yet.
local function receivers_at(model, trace, time)
  local by_executor = {}
  for _, receiver in ipairs(trace:receivers()) do
    local last
    for _, change in ipairs(receiver.states) do
      if change.at_us - model.zero > time then
        break
      end
      last = change
    end
    if last and last.executor and last.executor >= 0 then
      by_executor[last.executor] = by_executor[last.executor] or {}
      table.insert(by_executor[last.executor], receiver.number)
    end
  end
  return by_executor
end

local function buffers_at(model, time)
  local counts, records = {}, model.records
  for i = #records, 1, -1 do
    local record = records[i]
    local at, block = record.at_us - model.zero, record.block
    if at <= time then
      local open = block and block.cut_us - model.zero > time
        or not block and at > time - model.block
      if open then
        counts[record.receiver] = (counts[record.receiver] or 0) + 1
      elseif at < time - 2 * model.block then
        break
      end
    end
  end
  return counts
end

-- How many records died with the receivers at a time.
local function lost_records(model, trace, time)
  local count = 0
  for _, receiver in ipairs(trace:receivers()) do
    for _, change in ipairs(receiver.states) do
      if change.at_us - model.zero == time then
        count = count + (change.lost or 0)
      end
    end
  end
  return count
end

-- Moments -----------------------------------------------------------------------------

-- `now` is a state that does not change any more.
local function moment(model, trace, now, time, title)
  local alive = {}
  for _, lane in ipairs(model.lanes) do
    alive[lane.number] = is_alive(lane, time)
  end
  return {time = time, title = title, copies = now.copies, used = now.used,
    alive = alive, receivers = receivers_at(model, trace, time),
    buffers = buffers_at(model, time), gone = {}}
end

-- Copies that are lost or leave memory at a time stay visible as what they were.
local function noting(model, gone, time)
  return function(item, at)
    if at ~= time or item.why ~= "lost" and item.why ~= "evicted" then
      return
    end
    local copy = model.state.copies[item.block]
    copy = copy and copy[item.executor]
    if copy then
      gone[item.block] = gone[item.block] or {}
      gone[item.block][item.executor] = {place = copy.place, why = item.why,
        to = item.place}
    end
  end
end

local function all_gone(copies)
  local gone = {}
  for block, places in pairs(copies) do
    gone[block] = {}
    for executor, copy in pairs(places) do
      gone[block][executor] = {place = copy.place, why = "lost"}
    end
  end
  return gone
end

local function two_moments(model, trace, read, event)
  local time = event.time
  model.state = replay.start(read)
  replay.go(model.state, time - 1)
  local before = moment(model, trace, replay.snapshot(model.state), time - 1,
    "before, just under " .. words.moment(time))
  local gone = {}
  replay.go(model.state, time, noting(model, gone, time))
  local after = moment(model, trace, model.state, time, "after, " .. words.moment(time))
  after.gone = event.kind == "driver" and all_gone(before.copies) or gone
  event.records = lost_records(model, trace, time)
  return {before, after}
end

local function one_moment(model, trace, read, time)
  model.state = replay.start(read)
  local gone = {}
  replay.go(model.state, time, noting(model, gone, time))
  local only = moment(model, trace, model.state, time, "at " .. words.moment(time))
  only.gone = gone
  return {only}
end

-- Blocks ------------------------------------------------------------------------------

-- Received blocks stand before kept partitions, each in the order of their numbers. A
-- block has a time of its own if it is the first that the only receiver cut in a
-- millisecond of the whole run; `last` is the one that was cut before it.
local function received_block(model, block, place, last)
  local batch = block.batch and (block.batch * 1000 - model.zero) // model.interval
  return {id = block.id, receiver = block.receiver, cut = block.cut_us - model.zero,
    batch = batch, level = block.level, records = block.records,
    at_own_time = model.receivers < 2 and not (last
      and (last.cut_us - model.zero) // 1000 == (block.cut_us - model.zero) // 1000),
    group = batch or "none",
    order = block.receiver << 44 | block.cut_us // 1000, place = place}
end

local function kept_partition(model, trace, id, about)
  local rdd = about.rdd and trace:rdd(about.rdd)
  local batch = rdd and rdd.batch and rdd.batch >= 0
    and (rdd.batch * 1000 - model.zero) // model.interval or nil
  return {id = id, rdd = about.rdd, partition = about.partition or 0, batch = batch,
    op = rdd and rdd.op, level = about.level, group = about.rdd or id,
    order = 1 << 62 | (about.rdd or 0) << 24 | (about.partition or 0), place = 0}
end

-- Blocks that were cut at the same time stand as the trace tells of them.
local function before(a, b)
  if a.order ~= b.order then
    return a.order < b.order
  elseif a.place ~= b.place then
    return a.place < b.place
  end
  return a.id < b.id
end

-- Blocks of one receiver are in their order already, and may be many.
local function sort(list)
  for i = 2, #list do
    if before(list[i], list[i - 1]) then
      table.sort(list, before)
      return
    end
  end
end

-- All blocks with a copy in one of the moments, or with one that is just gone.
local function blocks_of(model, trace, read)
  local wanted, by_id, list = {}, {}, {}
  for _, at in ipairs(model.moments) do
    for _, copies in ipairs({at.copies, at.gone}) do
      for id in pairs(copies) do
        wanted[id] = true
      end
    end
  end
  local all = trace:blocks()
  for _, block in ipairs(all) do
    by_id[block.id] = block
  end
  for place, block in ipairs(all) do
    local id = block.id
    if wanted[id] and by_id[id] == block then
      list[#list + 1] = received_block(model, block, place, all[place - 1])
      wanted[id] = nil
    end
  end
  for id in pairs(wanted) do
    list[#list + 1] = kept_partition(model, trace, id, read.about[id] or {})
  end
  sort(list)
  return list
end

local function groups_of(model, list)
  local groups, families = {}, {}
  local gone = model.moments[#model.moments].gone
  for _, block in ipairs(list) do
    local family = block.receiver or "rdd"
    local members = families[family] or {}
    families[family] = members
    local group = members[block.group]
    if not group then
      group = {blocks = {}, receiver = block.receiver, rdd = block.rdd, op = block.op,
        batch = block.batch, changed = false}
      members[block.group] = group
      groups[#groups + 1] = group
    end
    group.blocks[#group.blocks + 1] = block
    group.changed = group.changed or gone[block.id] ~= nil
  end
  return groups
end

-- The whole ---------------------------------------------------------------------------

local function check_time(model, time)
  if time > model.total then
    options_module.fail(("the run ends at %s; there is nothing at %s"):format(
      words.moment(model.total), words.moment(time)), "at="
      .. words.moment(model.total):gsub(" ", ""))
  end
end

-- The part of the run whose memory is shown, and the end of the run.
local function choose(model, trace, options, run)
  model.total = range.end_of_work(trace)
  model.from, model.to = range.within(options, run.interval_us, model.total)
end

---@param trace Trace
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?,
---  at_us: integer?}
---@return table
function M.build(trace, options)
  local run = trace:run()
  local model = {program = run.program, master = run.master, clock = run.clock,
    zero = run.zero_us, interval = run.interval_us, block = run.block_us,
    gaps = lives.gaps(trace), records = trace:everyRecord(),
    receivers = #trace:receivers()}
  choose(model, trace, options, run)
  model.lanes, model.lane_by_number = lanes_of(model, trace)
  local read = replay.read(trace, model.gaps, model.zero)
  model.found, model.series = watch(model, read)
  if options.at_us then
    check_time(model, options.at_us)
    model.moments = one_moment(model, trace, read, options.at_us)
  else
    model.event = event_of(model, model.found)
    model.moments = model.event and two_moments(model, trace, read, model.event)
      or one_moment(model, trace, read, model.found.fullest or model.to)
  end
  model.state, model.records = nil, nil
  model.blocks = blocks_of(model, trace, read)
  model.groups = groups_of(model, model.blocks)
  return model
end

return M
