-- tests/lua/test_sweep.lua -- sweeps: what varies, percentiles, the search for the
-- shortest stable interval.
-- SPDX-License-Identifier: MIT
local axes = require("cli.sweep.axes")
local measures = require("cli.sweep.measures")
local stable = require("cli.sweep.stable")
local table_of = require("cli.sweep.table")
local tap = require("tap")
local trace = require("sluice.trace")

-- --- What varies --------------------------------------------------------------------

local read = axes.read("spark.master=local[2],local-cluster[2,2,1024]")
tap.is(#read.values, 2, "a comma inside of brackets is part of a value")
tap.is(read.values[2], "local-cluster[2,2,1024]", "the whole value")

local combined = {}
for i, values in ipairs(axes.combinations({axes.read("batch=1s,2s"),
  axes.read("cores=2,3,4")})) do
  combined[i] = table.concat(values, "/")
end
tap.is(table.concat(combined, " "), "1s/2 1s/3 1s/4 2s/2 2s/3 2s/4",
  "all combinations, the first slowest")
tap.is(#axes.combinations({}), 1, "nothing that varies: one run")

local function applied(name, value)
  local options = {feed = {{rate = 1}}, topic = {{}}}
  axes.apply(options, name, value)
  return options
end

tap.is(applied("batch", "1.5s").conf[1][1], "sluice.batchInterval", "batch: a setting")
tap.is(applied("batch", "1.5s").conf[1][2], "1500ms", "in whole milliseconds")
tap.is(applied("block", "100ms").conf[1][1], "spark.streaming.blockInterval", "block")
tap.is(applied("cores", "3").master, "local[3]", "cores: the master")
tap.is(applied("rate", "120/m").feed[1].rate, 2.0, "rate: of each feed")
tap.is(applied("rate", "5/s").topic[1].rate, 5.0, "and of each topic")
tap.is(axes.shown("batch", "1500ms"), "1.5 s", "times are shown as in all texts")

-- --- Percentiles --------------------------------------------------------------------

local function percentiles(numbers)
  local found = {}
  for i, number in ipairs(numbers) do
    found[i] = {x = number}
  end
  local at = table_of.percentiles(found, "x")
  return at and table.concat({at[10], at[50], at[90]}, " ")
end

tap.is(percentiles({7}), "7 7 7", "percentiles of one")
tap.is(percentiles({3, 1, 2}), "1 2 3", "of three, in any order")
tap.is(percentiles({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}), "1 5 9", "of ten")
tap.is(table_of.percentiles({{}, {}}, "x"), nil, "of none")

-- --- The search ---------------------------------------------------------------------

-- Runs whose batches take `fixed` and a share of the interval; counts them.
local function runs_of(fixed_us, share)
  local runs = {count = 0}
  function runs:run(sets)
    self.count = self.count + #sets
  end
  function runs:found(set)
    local us = tonumber(set[1].value:match("%d+")) * 1000
    local load = fixed_us / us + share
    return {{word = load <= 1 and "stable" or "unstable", load = load}}
  end
  return runs
end

local function search(runs, batch, lengths, until_us)
  local found = stable.search(runs, {{set = {}, lengths = lengths or {}}},
    {batch = batch and axes.read("batch=" .. batch), until_us = until_us})
  return stable.sentence(found[1])
end

local runs = runs_of(300000, 0.5)
tap.is(search(runs, "500ms,1s,2s"), "stable from 600 ms on (100 %, no room for a "
  .. "burst), from 1 s with 20 % to spare", "the shortest, and the shortest with room")
tap.ok(runs.count <= 14, "few runs are needed", runs.count)
tap.is(search(runs_of(600000, 0.6), "2s"), "stable from 1.5 s on (100 %, no room for a "
  .. "burst), nowhere up to 2 s with 20 % to spare", "none with room")
tap.is(search(runs_of(3000000, 0), "2s"), "not stable up to 2 s", "none at all")
tap.is(search(runs_of(1000, 0), "2s"), "stable from 50 ms on (2 %, the shortest that "
  .. "was tried)", "the first that is tried")
tap.is(search(runs_of(300000, 0.5), "2s", {3000000, 2000000}), "stable from 1 s on "
  .. "(80 %)", "only what divides windows and slides is tried")
tap.is(search(runs_of(1, 2), nil, {}, 12000000), "not stable up to 2 s",
  "without a batch axis: at least six batches")

-- Every boundary is found, wherever it lies.
local wrong = 0
for us = 50000, 2000000, 50000 do
  local found = stable.search(runs_of(us, 0), {{set = {}, lengths = {}}},
    {batch = axes.read("batch=2s")})[1]
  wrong = wrong + (found.stable and found.stable.interval == us and 0 or 1)
end
tap.is(wrong, 0, "any of the intervals can be the shortest")

tap.is(stable.keeps_up({word = "overloaded", load = 0.99}), true,
  "some batches that wait can be borne")
tap.is(stable.keeps_up({word = "overloaded", load = 1.01}), false,
  "not more work than there is time")

-- --- Measures -----------------------------------------------------------------------

tap.is(#measures.read("delay,delay,batches"), 2, "batches first, and each once")
for _, measure in ipairs(measures.list) do
  tap.is(measures.read(measure.name)[measure.name == "batches" and 1 or 2].name,
    measure.name, measure.name .. " is a measure")
end

-- A run of three batches of 1 s that take 1.1 s each.
local function late_run()
  local records = {
    {kind = "run", at = 0, interval = 1000000, block_interval = 200000, zero = 0},
    {kind = "output", at = 0, output = 0, op = "print", stream = 0},
  }
  for n = 1, 3 do
    local start = 1000000 + (n - 1) * 1100000
    for _, record in ipairs({
      {kind = "batch", at = n * 1000000, number = n, blocks = {}, records = 7},
      {kind = "jobs-submitted", at = n * 1000000, outputs = {0}},
      {kind = "jobs-started", at = start},
      {kind = "jobs-completed", at = start + 1100000},
    }) do
      record.batch = n * 1000000
      records[#records + 1] = record
    end
  end
  records[#records + 1] = {kind = "stopped", at = 5000000, reason = "until"}
  return trace.new(records)
end

local found = measures.of(late_run())
tap.is(found.batches, 3, "batches")
tap.is(found.records, 21, "records")
tap.is(found.processing_mean, 1100000, "processing time")
tap.is(found.delay, 200000, "delay of the last")
tap.is(found.growth, 100000, "each batch begins later by so much")
tap.is(("%.2f"):format(found.load), "1.10", "load")
tap.is(found.word, "behind", "the verdict of viz.stats")
tap.done()
