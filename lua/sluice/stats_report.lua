-- sluice.stats_report: StatsReportListener, which writes how long batches took.
-- Spark: org.apache.spark.streaming.scheduler.StatsReportListener; its texts.
-- SPDX-License-Identifier: MIT
local duration = require("sluice.duration")
local errors = require("sluice.errors")
local host = require("sluice.host")

local M = {}

local PERCENTILES = { 0, 5, 10, 25, 50, 75, 90, 95, 100 }

-- Java rounds halves up.
local function in_unit(ms, unit, name)
  local tenths = (20 * ms + unit) // (2 * unit)
  return ("%d.%d %s"):format(tenths // 10, tenths % 10, name)
end

local function time_text(ms)
  if ms > 3600000 then
    return in_unit(ms, 3600000, "hours")
  elseif ms > 60000 then
    return in_unit(ms, 60000, "min")
  elseif ms > 1000 then
    return in_unit(ms, 1000, "s")
  end
  return in_unit(ms, 1, "ms")
end

local function percentiles(sorted)
  local names, texts = {}, {}
  for i, percent in ipairs(PERCENTILES) do
    names[i] = percent .. "%"
    texts[i] = time_text(sorted[math.min(percent * #sorted // 100, #sorted - 1) + 1])
  end
  return names, texts
end

local function mean_and_deviation(values)
  local sum, squares = 0, 0
  for _, value in ipairs(values) do
    sum = sum + value
  end
  local mean = sum / #values
  for _, value in ipairs(values) do
    squares = squares + (value - mean) ^ 2
  end
  return mean, math.sqrt(squares / #values)
end

---The lines that Spark writes of some durations.
---@param heading string
---@param values integer[] milliseconds; one at least
---@return string
function M.text(heading, values)
  local sorted = table.move(values, 1, #values, 1, {})
  table.sort(sorted)
  local mean, deviation = mean_and_deviation(sorted)
  local names, texts = percentiles(sorted)
  return ("%s(count: %d, mean: %.6f, stdev: %.6f, max: %.6f, min: %.6f)\n\t%s\n\t%s\n")
    :format(heading, #values, mean, deviation, sorted[#sorted], sorted[1],
      table.concat(names, "\t"), table.concat(texts, "\t"))
end

---A listener that writes, after each batch, how the total delays and the processing
---times of the last n batches are distributed: to standard error, where Spark's log
---goes.
---
---Example:
---```lua
---local ssc = StreamingContext("local[2]", "stats", Seconds(1))
---ssc:addStreamingListener(StatsReportListener(5))
---```
---@param n? integer how many batches; 10 if not given
---@return StreamingListener
function M.StatsReportListener(n)
  local most = n == nil and 10 or duration.whole("StatsReportListener", n, 1)
  if most < 1 then
    errors.wrong_type("StatsReportListener", "a number of batches, 1 or more", n)
  end
  local total, processing, options = {}, {}, host.options()
  local function keep(list, value)
    list[#list + 1] = value
    if #list > most then
      table.remove(list, 1)
    end
  end
  return {
    onBatchCompleted = function(event)
      keep(total, event.batchInfo.totalDelay)
      keep(processing, event.batchInfo.processingDelay)
      if not (options.quiet or options.json) then
        host.say(M.text("Total delay: ", total)
          .. M.text("Processing time: ", processing))
      end
    end,
  }
end

return M
