-- viz.stats.model: what the Streaming page shows of a run, as plain data.
-- Spark: StreamingJobProgressListener, StreamingPage (semantics 11.1).
-- SPDX-License-Identifier: MIT
local progress = require("viz.stats.progress")
local verdict = require("viz.stats.verdict")

local M = {}

local function batch_of(batch, zero)
  local succeeded = 0
  for _, work in ipairs(batch.outputs) do
    succeeded = succeeded + (work.completed_us and not work.failed and 1 or 0)
  end
  local completed, started = batch.completed_us, batch.started_us
  return {
    number = batch.number, time = batch.time_us - zero, records = batch.records,
    failed = batch.failed, succeeded = succeeded, submitted_us = batch.submitted_us,
    started_us = started, completed_us = completed,
    started = started and started - zero, completed = completed and completed - zero,
    waited = started and started - batch.submitted_us,
    took = completed and completed - started,
    total = completed and completed - batch.submitted_us,
  }
end

-- What Spark's listener would have been told, in the order of time.
local function events_of(batches)
  local events = {}
  for _, batch in ipairs(batches) do
    for rank, step in ipairs({"submit", "start", "complete"}) do
      local at = batch[({"submitted_us", "started_us", "completed_us"})[rank]]
      if at then
        events[#events + 1] = {at = at, number = batch.number, rank = rank, step = step,
          batch = batch}
      end
    end
  end
  table.sort(events, function(a, b)
    if a.at ~= b.at then
      return a.at < b.at
    elseif a.number ~= b.number then
      return a.number < b.number
    end
    return a.rank < b.rank
  end)
  return events
end

-- Whole means, over the batches that have the value.
local function mean(batches, field)
  local sum, count = 0, 0
  for _, batch in ipairs(batches) do
    if batch[field] then
      sum, count = sum + batch[field], count + 1
    end
  end
  return count > 0 and sum // count or nil
end

-- Those that ever got a core.
local function receivers_of(trace)
  local started = 0
  for _, receiver in ipairs(trace:receivers()) do
    for _, change in ipairs(receiver.states) do
      if change.state == "started" then
        started = started + 1
        break
      end
    end
  end
  return #trace:receivers(), started
end

local function chosen(trace, options, run)
  local list = {}
  for _, batch in ipairs(trace:batches()) do
    local time = batch.time_us - run.zero_us
    local within = time > (options.from_us or 0)
      and time <= (options.to_us or math.huge)
    if options.batches then
      within = batch.number >= options.batches[1] and batch.number <= options.batches[2]
    end
    if batch.submitted_us and within then
      list[#list + 1] = batch_of(batch, run.zero_us)
    end
  end
  return list
end

local function replay(batches)
  local seen = progress.new()
  for _, event in ipairs(events_of(batches)) do
    seen[event.step](seen, event.batch)
  end
  return seen
end

-- The batches that Spark's page still knows, oldest first.
local function retained_of(seen)
  local list = {}
  for _, part in ipairs({seen.completed, seen.running, seen.waiting}) do
    table.move(part, 1, #part, #list + 1, list)
  end
  return list
end

local function rate_of(batches, interval)
  local records = 0
  for _, batch in ipairs(batches) do
    records = records + batch.records
  end
  return #batches > 0 and records * 1000000 / interval / #batches or nil
end

-- The numbers of batches that are not done, if the first of them should be. What a
-- driver that died left behind does not count.
local function stuck_of(seen, run)
  local numbers, first = {}, nil
  for _, part in ipairs({seen.running, seen.waiting}) do
    for _, batch in ipairs(part) do
      if batch.submitted_us >= run.started_us then
        numbers[#numbers + 1] = batch.number
        first = math.min(first or batch.submitted_us, batch.submitted_us)
      end
    end
  end
  return first and (run.end_us or first) - first > run.interval_us and numbers or {}
end

---@param trace Trace
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?}
---@return table
function M.build(trace, options)
  local run = trace:run()
  local seen = replay(chosen(trace, options, run))
  local batches = retained_of(seen)
  local receivers, active = receivers_of(trace)
  return {
    program = run.program, clock = run.clock, zero = run.zero_us,
    interval = run.interval_us, batches = batches, progress = seen,
    outputs = #trace:outputs(), receivers = receivers, active = active,
    length = (run.end_us or run.zero_us) - run.zero_us,
    rate = rate_of(batches, run.interval_us), waited = mean(batches, "waited"),
    took = mean(batches, "took"), total = mean(batches, "total"),
    verdict = verdict.judge(seen.completed, run.interval_us, stuck_of(seen, run)),
  }
end

return M
