-- viz.range: the part of a run that a view shows, in whole batches.
-- SPDX-License-Identifier: MIT
local options_module = require("viz.options")
local words = require("sluice.words")

local M = {}

-- The batch interval in which the last thing of a run happens ends the picture.
local function end_of_run(trace, run)
  local batches = trace:batches()
  local first = run.zero_us + run.interval_us
  local last = #batches > 0 and batches[#batches].time_us or first
  local records = trace:records()
  if #records > 0 then
    last = math.max(last, records[#records].at_us)
  end
  return -((run.zero_us - last) // run.interval_us) * run.interval_us
end

-- The range asked for, widened to whole batches and cut at the ends of the run.
local function chosen(options, interval, total)
  local from, to = options.from_us or 0, options.to_us or total
  if options.batches then
    from, to = (options.batches[1] - 1) * interval, options.batches[2] * interval
  end
  from = from // interval * interval
  to = -(-to // interval) * interval
  if from >= total then
    options_module.fail(("the run ends at %s; nothing is left from %s on"):format(
      words.moment(total), words.moment(from)),
      "0s.." .. words.moment(total):gsub(" ", ""))
  end
  return math.max(0, from), math.max(math.min(to, total), from + interval)
end

---Where a picture begins and ends and where the run does, in microseconds since its
---zero time.
---@param trace Trace
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?}
---@return integer from
---@return integer to
---@return integer total
function M.of(trace, options)
  local run = trace:run()
  local total = end_of_run(trace, run)
  local from, to = chosen(options, run.interval_us, total)
  return from, to, total
end

return M
