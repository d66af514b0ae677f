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

-- What Spark's listener is told of a batch, one after the other.
local STEPS <const> = {{name = "submit", at = "submitted_us"},
  {name = "start", at = "started_us"}, {name = "complete", at = "completed_us"}}

-- The batches of which a step is known, by its time; nearly always they stand so.
local function by_step(batches, at)
  local list, in_order = {}, true
  for _, batch in ipairs(batches) do
    if batch[at] then
      local last = list[#list]
      in_order = in_order and (not last or last[at] < batch[at]
        or last[at] == batch[at] and last.number <= batch.number)
      list[#list + 1] = batch
    end
  end
  if not in_order then
    table.sort(list, function(a, b)
      if a[at] ~= b[at] then
        return a[at] < b[at]
      end
      return a.number < b.number
    end)
  end
  return list
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

-- Tells all steps in the order of time, those of one time by number.
local function replay(batches)
  local seen, queues, places, heads, times = progress.new(), {}, {}, {}, {}
  local function go_on(i)
    local batch = queues[i][places[i]]
    heads[i], times[i] = batch, batch and batch[STEPS[i].at] or math.huge
  end
  for i, step in ipairs(STEPS) do
    queues[i], places[i] = by_step(batches, step.at), 1
    go_on(i)
  end
  while heads[1] or heads[2] or heads[3] do
    local first = 1
    for i = 2, 3 do
      local at, earliest = times[i], times[first]
      if at < earliest
        or heads[i] and at == earliest and heads[i].number < heads[first].number then
        first = i
      end
    end
    seen[STEPS[first].name](seen, heads[first])
    places[first] = places[first] + 1
    go_on(first)
  end
  seen:forget()
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
