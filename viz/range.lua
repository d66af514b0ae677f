-- viz.range: the part of a run that a view shows, in whole batches.
--
-- Times are microseconds since the zero time of the run.
-- SPDX-License-Identifier: MIT
local options_module = require("viz.options")
local words = require("sluice.words")

local M = {}

---The end of the batch interval in which a time lies.
---@param time integer
---@param interval integer
---@return integer
function M.round_up(time, interval)
  return -(-time // interval) * interval
end

-- The batch interval in which the last batch is formed or the last record comes.
local function end_of_input(trace)
  local run, batches, record = trace:run(), trace:batches(), trace:lastRecord()
  local last = run.zero_us + run.interval_us
  if #batches > 0 then
    last = batches[#batches].time_us
  end
  if record then
    last = math.max(last, record.at_us)
  end
  return M.round_up(last - run.zero_us, run.interval_us)
end

---The batch interval in which the last batch ends, where its last task does.
---@param trace Trace
---@return integer
function M.end_of_work(trace)
  local run, last = trace:run(), 0
  for _, batch in ipairs(trace:batches()) do
    last = math.max(last, batch.completed_us or batch.worked_us or 0)
  end
  last = math.min(last, run.end_us or last)
  return math.max(end_of_input(trace), M.round_up(last - run.zero_us, run.interval_us))
end

---An error if a range begins behind the end of the run.
---@param from integer
---@param total integer
function M.check(from, total)
  if from >= total then
    options_module.fail(("the run ends at %s; nothing is left from %s on"):format(
      words.moment(total), words.moment(from)),
      "0s.." .. words.moment(total):gsub(" ", ""))
  end
end

---The range asked for, widened to whole batches and cut at the ends of the run.
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?}
---@param interval integer
---@param total integer
---@return integer from
---@return integer to
function M.within(options, interval, total)
  local from, to = options.from_us or 0, options.to_us or total
  if options.batches then
    from, to = (options.batches[1] - 1) * interval, options.batches[2] * interval
  end
  from = from // interval * interval
  to = M.round_up(to, interval)
  M.check(from, total)
  return math.max(0, from), math.max(math.min(to, total), from + interval)
end

---Where a picture begins and ends and where the run does.
---@param trace Trace
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?}
---@return integer from
---@return integer to
---@return integer total
function M.of(trace, options)
  local total = end_of_input(trace)
  local from, to = M.within(options, trace:run().interval_us, total)
  return from, to, total
end

return M
