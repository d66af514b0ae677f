-- tests/lua/test_viz_diff.lua -- two runs beside each other: the first difference, the
-- rows, the pictures of a comparison and of a sweep.
-- SPDX-License-Identifier: MIT
local dot = require("viz.diff.dot")
local first = require("viz.diff.first")
local model = require("viz.diff.model")
local pictures = require("pictures")
local rows = require("viz.diff.rows")
local sweep = require("viz.sweep.dot")
local tap = require("tap")
local text = require("viz.diff.text")
local trace = require("sluice.trace")
local traces = require("traces")

-- --- The first difference -----------------------------------------------------------

local function each(records)
  local i = 0
  return function()
    i = i + 1
    return records[i]
  end
end

local RUN = {kind = "run", at = 0, seed = 1}
local BLOCK = {kind = "block", at = 200000, block = "input-0-0", records = 2}

local function found(a, b)
  table.insert(a, 1, RUN)
  table.insert(b, 1, {kind = "run", at = 0, seed = 2})
  local difference, count = first.find(each(a), each(b))
  if not difference then
    return "none", count
  end
  local at, sentence = first.sentence(difference, {a = "a", b = "b"})
  return ("%d: %s"):format(at, sentence), count
end

local function copy(record, changes)
  local one = {}
  for _, from in ipairs({record, changes}) do
    for name, value in pairs(from) do
      one[name] = value
    end
  end
  return one
end

tap.is_deeply({found({BLOCK}, {copy(BLOCK, {})})}, {"none", 1},
  "equal records; what describes the run is left out")
tap.is(found({{kind = "rdd", at = 0, parents = {1, 2}, line = 4}},
  {{kind = "rdd", at = 0, parents = {1, 2}, line = 9}}), "none",
  "lists are compared, lines of the program are not")
tap.is(found({BLOCK}, {copy(BLOCK, {records = 3})}),
  "200000: a cuts a block of 2 records, b cuts a block of 3 records",
  "one kind at one time")
tap.is(found({BLOCK}, {copy(BLOCK, {at = 100000, records = 1})}),
  "100000: b cuts a block of 1 record", "the earlier one is what happens")
tap.is(found({BLOCK}, {copy(BLOCK, {at = 300000})}),
  "200000: a cuts a block of 2 records; so does b at 0.3 s", "the same, but later")
tap.is(found({BLOCK}, {copy(BLOCK, {executor = 1})}),
  "200000: a and b: each cuts a block of 2 records, with another `executor`, none and 1",
  "a field that the words do not tell, on one side only")
tap.is(found({copy(BLOCK, {executor = 0})}, {copy(BLOCK, {executor = 1})}),
  "200000: a and b: each cuts a block of 2 records, with another `executor`, 0 and 1",
  "a field that the words do not tell")
tap.is(found({BLOCK}, {}), "200000: a cuts a block of 2 records; b has ended",
  "one run goes on")
tap.is(found({BLOCK}, {{kind = "jobs-started", at = 200000, batch = 1000000}}),
  "200000: a cuts a block of 2 records, b begins to work on the batch of 1000 ms",
  "two kinds at one time")
tap.is(found({{kind = "wal", at = 5}}, {}), "5: a notes `wal`; b has ended",
  "a kind without words of its own")

-- --- Runs ---------------------------------------------------------------------------

local function side(name, records)
  return {name = name, trace = trace.new(records), records = function()
    return each(records)
  end}
end

local function compare(a, b)
  return model.build(side("one.jsonl", a), side("two.jsonl", b))
end

local function row(compared, name)
  for _, one in ipairs(rows.of(compared)) do
    if one.name == name then
      return ("%s | %s | %s"):format(one.a, one.b, one.note)
    end
  end
  return nil
end

local equal = compare(traces.demo(), traces.demo())
tap.is(equal.equal, true, "equal runs are equal")
tap.is(#rows.of(equal), 0, "and have no rows")
tap.like(text.draw(equal), "^no difference: %d+ batches, %d+ events\n$", "and say so")

local different = compare(traces.late(), traces.demo())
tap.is(different.equal, false, "other runs are not")
tap.like(row(different, "took"), " ms | ", "what they took")
tap.like(text.draw(different), "\nfirst: at %S+ s ", "the first moment")

local windows = compare(traces.windowed({{3, 2, "recent"}}),
  traces.windowed({{2, 2, "recent"}}))
tap.is(row(windows, "windows"), "2 3 4 | 3 4 | batches in the window of batch 4 "
  .. "(4000 ms); so in batches 6 and 8", "windows")

local failing = compare(traces.failing(), traces.queue())
tap.like(row(failing, "failed"), "^failed | ok | batch 3$", "a batch that failed")

-- --- Pictures -----------------------------------------------------------------------

for _, case in ipairs({{"equal runs", equal}, {"other runs", different},
  {"windows", windows}, {"failures", failing},
  {"a run without a batch", compare(traces.make({batches = 0}), traces.demo())},
  {"a thousand batches", compare(traces.long(1000), traces.long(990))},
  {"two intervals", compare(traces.make({batches = 20, interval = 500000}),
    traces.make({batches = 10}))}}) do
  for _, theme in ipairs({"light", "dark", "print"}) do
    tap.none(pictures.problems(dot.draw(case[2], {theme = theme}), theme),
      case[1] .. ", " .. theme)
  end
end
local page = pictures.read(dot.draw(different, {}))
tap.ok(pictures.says(page, "differ in"), "the lane of differences")
tap.like(pictures.text_of(page, "headline"), "^one and two: %d of %d batches differ$",
  "the headline counts")

local function series(name, load)
  local points = {}
  for i = 1, 8 do
    local us = i * 250000
    local mean = (100000 + us * load) // 1
    points[i] = {interval = us, mean = mean, most = mean * 1.2, mean_text = "mean",
      most_text = "most", keeps_up = mean <= us}
  end
  return {name = name, points = points}
end

for _, case in ipairs({
  {"one series", {series("", 0.5)}}, {"none", {}},
  {"five of nearly the same", {series("cores 2", 0.5), series("cores 3", 0.51),
    series("cores 4", 0.52), series("cores 5", 0.53), series("cores 6", 0.54)}},
  {"far above", {series("slow", 3)}}, {"far below", {series("fast", 0.01)}},
}) do
  for _, theme in ipairs({"light", "dark", "print"}) do
    local drawn = sweep.draw({headline = "All keep up", settings = "load.lua",
      series = case[2], notes = {"a note"}, stable = {{interval = 500000, series = 1,
      text = "stable from 500 ms on"}}}, {theme = theme})
    tap.none(pictures.problems(drawn, theme), "sweep, " .. case[1] .. ", " .. theme)
  end
end
tap.done()
