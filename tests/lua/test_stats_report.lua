-- StatsReportListener: its texts, as Spark 3.5.6 writes them.
-- SPDX-License-Identifier: MIT
local said = ""
package.loaded["sluice.host"] = {
  caller = function() return "program.lua", 1 end,
  options = function() return {} end,
  say = function(text) said = said .. text end,
}
local stats = require("sluice.stats_report")
local tap = require("tap")

local HEADER = "\t0%\t5%\t10%\t25%\t50%\t75%\t90%\t95%\t100%\n"

-- What Spark says of some values: the summary, and the percentiles.
local function check(values, summary, ...)
  local texts = table.concat({ ... }, "\t")
  tap.is(stats.text("T: ", values),
    "T: (" .. summary .. ")\n" .. HEADER .. "\t" .. texts .. "\n",
    "of " .. table.concat(values, " "))
end

local function ms(...)
  local texts = { ... }
  for i, value in ipairs(texts) do
    texts[i] = value .. ".0 ms"
  end
  return table.unpack(texts)
end

check({ 5 }, "count: 1, mean: 5.000000, stdev: 0.000000, max: 5.000000, min: 5.000000",
  ms(5, 5, 5, 5, 5, 5, 5, 5, 5))
check({ 2, 1 }, "count: 2, mean: 1.500000, stdev: 0.500000, max: 2.000000, "
  .. "min: 1.000000", ms(1, 1, 1, 1, 2, 2, 2, 2, 2))
check({ 3, 1, 2 }, "count: 3, mean: 2.000000, stdev: 0.816497, max: 3.000000, "
  .. "min: 1.000000", ms(1, 1, 1, 1, 2, 3, 3, 3, 3))
check({ 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 }, "count: 11, mean: 6.000000, "
  .. "stdev: 3.162278, max: 11.000000, min: 1.000000", ms(1, 1, 2, 3, 6, 9, 10, 11, 11))
check({ 10, 10, 20, 45 }, "count: 4, mean: 21.250000, stdev: 14.306904, "
  .. "max: 45.000000, min: 10.000000", ms(10, 10, 10, 10, 20, 45, 45, 45, 45))

for value, text in pairs({ [0] = "0.0 ms", [999] = "999.0 ms", [1000] = "1000.0 ms",
  [1001] = "1.0 s", [1049] = "1.0 s", [1050] = "1.1 s", [1150] = "1.2 s",
  [1250] = "1.3 s", [59999] = "60.0 s", [60000] = "60.0 s", [60001] = "1.0 min",
  [90000] = "1.5 min", [3600000] = "60.0 min", [3600001] = "1.0 hours",
  [7200000] = "2.0 hours" }) do
  tap.like(stats.text("", { value }), "\n\t" .. text:gsub("%p", "%%%0") .. "\t",
    value .. " ms as a text")
end

-- The last two batches count.
local listener = stats.StatsReportListener(2)
for _, delay in ipairs({ 100, 7, 9 }) do
  said = ""
  listener.onBatchCompleted({ batchInfo = { totalDelay = delay, processingDelay = 1 } })
end
tap.like(said, "^Total delay: %(count: 2, mean: 8%.000000", "the last batches")
tap.like(said, "\nProcessing time: %(count: 2, mean: 1%.000000", "both lists")
tap.raises(function() stats.StatsReportListener(0) end,
  "StatsReportListener wants a number of batches, 1 or more, got 0", "no batch")

tap.done()
