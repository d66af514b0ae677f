-- tests/lua/test_viz_stats.lua -- the Streaming page: units, verdict, text, picture.
-- SPDX-License-Identifier: MIT
local pictures = require("pictures")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local units = require("viz.stats.units")
local verdict = require("viz.stats.verdict")
local viz = require("viz")

-- --- Times as Spark writes them -----------------------------------------------------

for _, case in ipairs({
  { 0, "0 ms" }, { 35, "35 ms" }, { 1000, "1 second" }, { 2035, "2 seconds 35 ms" },
  { 60000, "1 minute" }, { 65000, "1 minute 5 seconds" }, { 60035, "1 minute" },
  { 3600000, "1 hour" }, { 3661000, "1 hour 1 minute" },
  { 90000000, "1 day 1 hour" }, { 604800000 + 86400000, "1 week 1 day" },
}) do
  tap.is(units.verbose(case[1]), case[2], case[1] .. " ms in words")
end

-- --- Verdict ------------------------------------------------------------------------

-- Batches that wait and take so long, in ms of an interval of 1000.
local function judge(waits, took)
  local batches = {}
  for i, waited in ipairs(waits) do
    batches[i] = { number = i, waited = waited,
      took = type(took) == "table" and took[i] or took }
  end
  return verdict.judge(batches, 1000)
end

tap.is(judge({}, 0).word, "unknown", "no batch: nothing to say")
tap.is(judge({ 0, 0, 0 }, 1000).word, "stable", "as long as the interval is in time")
tap.is(judge({ 0, 200, 400, 600, 800, 1000, 1200 }, 1200).word, "unstable",
  "longer than the interval each time")
tap.is(judge({ 0, 200, 400, 600, 800 }, 1200).word, "behind",
  "four rises are too few to tell")
tap.is(judge({ 0, 200, 400, 600, 800, 1000 }, 1200).word, "unstable", "five are enough")
tap.is(judge({ 0, 0, 900, 1500, 1400, 2600 }, 1200).word, "unstable",
  "noise does not hide a wait of more than an interval")
local overload = judge({ 0, 0, 500, 1000, 700, 400, 100, 0 },
  { 700, 1500, 1500, 700, 700, 700, 700, 700 })
tap.is(overload.word, "overloaded", "a wait that is worked off")
tap.is_deeply(overload.slow, { 2, 3 }, "the batches that took too long")
tap.is_deeply(overload.late, { 3, 4, 5, 6, 7 }, "those that waited")
tap.is(judge({ 300, 300, 300, 300 }, 900).word, "overloaded", "a wait that stays")

local stuck = verdict.judge({ { number = 1, waited = 0, took = 0 } }, 1000, { 2, 3 })
tap.is(stuck.word, "stuck", "batches that should be done and are not")
tap.is_deeply(stuck.stuck, { 2, 3 }, "which")
tap.is(verdict.judge({}, 1000, { 1 }).word, "stuck", "also if none was ever done")

-- --- Text ---------------------------------------------------------------------------

local SECOND <const> = 1000000

local function run_of(costs, spec)
  spec = spec or {}
  spec.batches = #costs
  spec.receivers = { { name = "lines", arrivals = traces.constant(10, #costs) } }
  spec.cost = function(number) return costs[number] end
  return trace.new(traces.make(spec))
end

local function text(run, spec, how)
  how = how or {}
  how.format = "text"
  return viz.draw(run, spec or "stats", how)
end

local steady = run_of({ 300000, 300000, 300000 })
tap.is(text(steady), [[
Streaming statistics of words.lua
Running batches of 1 second for 3 seconds 300 ms
(3 completed batches, 28 records)

                  Avg                     Last 3 batches
Input Rate        9.33 records/sec        ▇██
Scheduling Delay  0 ms                    ▁▁▁
Processing Time   300 ms                  ███
Total Delay       300 ms                  ███
Receivers: 1 / 1 active

Completed Batches (last 3 out of 3)
Batch Time   Records  Scheduling Delay  Processing Time  Total Delay  Output Ops
3000 ms           10                 0              300          300         1/1
2000 ms           10                 0              300          300         1/1
1000 ms            8                 0              300          300         1/1
Delays and times in ms; output operations: succeeded/total.

Stable: no batch waits, and none takes longer than 1 s.
Average load: 30 % of the interval.
Rule: unstable if at the end the scheduling delay rises in 5 batches in a row,
or is more than an interval and more than it was in the middle of the run.
]], "a steady run")
tap.like(text(steady, "stats:batches=2..2"), "last 1 out of 1.*\n2000 ms .*\nDelays",
  "a range has its own batches")
tap.ok(not text(steady, nil, { ascii = true }):find("[\128-\255]"), "without UTF-8")
tap.like(text(steady, "stats:title=off"), "^ +Avg ", "without a title")

local slow = run_of({ 1200000, 1200000, 1200000, 1200000, 1200000, 1200000, 1200000 })
tap.like(text(slow), "\n7000 ms +10 +1%.200 +1%.200 +2%.400 +1/1\n",
  "all delays in one unit, as on Spark's page")
tap.like(text(slow), "\nUnstable: batches wait longer and longer, 1.2 s at the end%.\n",
  "a run that does not keep up")

local failed = run_of({ 300000, 300000 }, { fails = { [2] = { [1] = "it broke" } } })
tap.like(text(failed), "\n2000 ms .* 0/1 failed\n", "an output that failed")
tap.like(text(trace.new(traces.one_core())), "\nWaiting Batches %(%d%)\n.* queued ",
  "batches that never start")

local long = text(run_of((function()
  local costs = {}
  for i = 1, 1010 do
    costs[i] = 1000
  end
  return costs
end)()))
tap.like(long, "last 1000 out of 1010", "Spark's page keeps a thousand batches")
tap.like(long, "\n%+ 975 batches\n11000 ms ", "of which the newest and the oldest show")

-- --- Picture ------------------------------------------------------------------------

local function draw(run, spec)
  return pictures.read(viz.draw(run, spec or "stats"))
end

local OVERLOAD <const> = { 700000, 1500000, 700000, 700000, 700000 }
local page = draw(run_of(OVERLOAD))
local function has(wanted)
  for _, item in ipairs(page.texts) do
    if item.text == wanted then
      return true
    end
  end
  return false
end
for _, wanted in ipairs({ "Stable, with an overload: batch 2 took longer than 1 s",
  "input rate", "scheduling delay", "processing time", "total delay", "interval 1 s",
  "avg 0.86 s", "batch 2: 1.5 s" }) do
  tap.ok(has(wanted), "the picture says: " .. wanted)
end
tap.like(page.alt, "^Statistics of 5 batches of 1 s%. Stable, with an overload",
  "and so does its text for those who do not see it")

-- Heights are true: 53 points are 1.5 s, the end of the scale of the three delays.
local boxes = {}
local dot = viz.draw(run_of(OVERLOAD), "stats")
for name, height in dot:gmatch('\n"(batch %d: [^"]-) *" %[pos="[^"]*", width=[%d.]+, '
  .. "height=([%d.]+)") do
  boxes[name] = tonumber(height) * 72
end
local function near(name, want)
  tap.ok(boxes[name] and math.abs(boxes[name] - want) < 0.05,
    ("%s: %s points high, want %s"):format(name, tostring(boxes[name]), want))
end
near("batch 2: processing time 1.5 s", 53 * 1.5 / 1.5)
near("batch 3: scheduling delay 500 ms", 53 * 0.5 / 1.5)
near("batch 2: input rate 10", 53)

-- More batches than there is room for share bars.
local thousand = viz.draw(trace.new(traces.long(1000)), "stats")
tap.none(pictures.problems(thousand), "a thousand batches")
tap.ok(pictures.says(pictures.read(thousand), "a bar is the mean of 4 batches"),
  "which is said")
tap.like(thousand, "batches 501 to 504: input rate 50", "a bar says which they are")

for _, theme in ipairs({ "light", "dark", "print" }) do
  local many = run_of((function()
    local costs = {}
    for i = 1, 200 do
      costs[i] = i % 20 * SECOND // 10
    end
    return costs
  end)())
  local wide = draw(many, "stats:theme=" .. theme)
  tap.is(pictures.collision(wide), nil,
    "two hundred batches: no text on another, " .. theme)
  tap.ok(wide.width <= 792.01, "and no wider than the page")
end

tap.done()
