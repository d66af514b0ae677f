-- tests/lua/test_viz_timeline.lua -- the timeline as a picture: places, labels, detail.
-- SPDX-License-Identifier: MIT
local pictures = require("pictures")
local style = require("viz.style")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local demo = trace.new(traces.demo())
local late = trace.new(traces.late())

local function read(run, spec)
  return pictures.read(viz.draw(run, spec or "timeline"))
end

local text_of = pictures.text_of

local function near(got, want, name)
  return tap.ok(got and math.abs(got - want) < 0.02, ("%s: %s, want %s"):format(name,
    tostring(got), want))
end

-- Places are true to time: 96 points to the left, 640 points for the range.
local page = read(demo)
local scale, misplaced = 640 / 6, false
for _, block in ipairs(demo:blocks()) do
  if block.batch then
    local id = ("%d-%d"):format(block.batch // 1000, block.index)
    local box, partition = page.boxes["block-" .. id], page.boxes["partition-" .. id]
    local left, width = 96 + block.from / 1000 * scale + 0.75, 0.2 * scale
    misplaced = misplaced or math.abs(box.left - left) > 0.02
      or math.abs(box.right - left - width + 1.5) > 0.02
      or math.abs(partition.left - box.left - width) > 0.02
  end
end
tap.is(misplaced, false, "blocks and partitions stand at their times")
near(page.boxes["block-3-2"].left, 96 + 2.2 * scale + 0.75, "a block over its records")
near(page.boxes["partition-3-2"].left, 96 + 2.4 * scale + 0.75, "one where it is cut")
near(page.boxes["record-0"].left + 2.1, 96 + 0.1 * scale, "the first record")
near(page.boxes["batch-3"].left, 96 + 2 * scale + 0.4, "a batch is its interval")
near(page.boxes["batch-3"].right, 96 + 3 * scale - 0.4, "and ends at its tick")
near(page.boxes["window-4-2"].left, 96 + scale + 1, "a window covers its batches")
near(page.boxes["job-2-0"].left, 96 + 2 * scale, "a job begins at the tick")
near(page.boxes["job-2-1"].left, 96 + 2.055 * scale, "the second output behind it")

-- Ids and classes for the player
tap.none(pictures.problems(viz.draw(demo, "timeline")), "nothing is wrong with it")
tap.ok(page.paths["link-3-2"], "a link has the id of its block")
tap.ok(page.paths["window-4"], "a window has the second of its end")
tap.is(text_of(page, "block-3-2-label"), "1", "a label belongs to its box")
tap.like(page.boxes["block-3-2"].class, "^block batch%-3 from%-2400 f%-b2 s%-b2l$",
  "kind, batch, time and roles are classes")
tap.like(page.boxes["job-2-1"].class, "from%-2055", "a job is true from its start")
tap.is(page.boxes["block-7-0"], nil, "the last block is in no batch")
tap.like(page.boxes["block-r0-6000ms"].class, "^block from%-6000 s%-frame$",
  "and has neither colour nor number")

-- What the picture says
tap.is(text_of(page, "headline"), "Batch 1 has 4 blocks, batches 2 to 6 have 5",
  "the headline")
tap.is(text_of(read(late), "headline"), "Batch 4 takes 1.70 s, so batch 5 waits 0.70 s",
  "the headline is the finding")
tap.is(page.alt, "Timeline of 6 batches of 1 s, from 0 to 6 s. "
  .. "30 records in 30 blocks of 200 ms. Batch 1 has 4 blocks, batches 2 to 6 have 5; "
  .. "the block cut at 1 s belongs to batch 2. Windows of 3 s every 2 s end at 2, 4 "
  .. "and 6 s.", "alternative text")
tap.like(text_of(page, "footnote"), "cut at 1 s .* belongs to batch 2", "the rule")
tap.is(text_of(read(demo, "timeline:0s..3s"), "subline"):match("^[^\u{b7}]+"),
  "0 to 3 s of 6 s  ", "a part of the run is said to be one")
local page_late = read(late)
tap.is(text_of(page_late, "wait-5-label"), "batch 5 waits 0.70 s", "a wait is labelled")
tap.like(text_of(page_late, "footnote"), "batch 7 has 4", "an interval without block")
near(page_late.boxes["wait-5"].right, 96 + 5.7 * 80, "a wait ends when its job starts")

-- No text meets another, in any theme or range
local runs = {
  demo = demo, late = late, busy = trace.new(traces.busy()),
  one_core = trace.new(traces.one_core()), queue = trace.new(traces.queue()),
  two = trace.new(traces.two_receivers()), silent = trace.new(traces.silent()),
  wall = trace.new(traces.wall()), failing = trace.new(traces.failing()),
  long = trace.new(traces.long(40)), longer = trace.new(traces.long(150)),
  longest = trace.new(traces.long(1000)), lives = trace.new(traces.two_lives()),
}
local names = {"demo", "late", "busy", "one_core", "queue", "two", "silent", "wall",
  "failing", "long", "longer", "longest", "lives"}
for _, name in ipairs(names) do
  for _, spec in ipairs({"timeline", "timeline:batches=2..2", "timeline:title=off",
    "timeline:0s..5s"}) do
    tap.none(pictures.problems(viz.draw(runs[name], spec)), name .. ", " .. spec)
  end
end

-- Themes use their own colours only
for _, theme in ipairs(style.themes) do
  tap.none(pictures.problems(viz.draw(late, "timeline:theme=" .. theme), theme),
    "theme " .. theme)
end

-- Level of detail
local busy = read(runs.busy)
tap.is(busy.boxes["record-0"], nil, "many records are counted, not dotted")
tap.like(text_of(busy, "subline"), "records counted per 50 ms", "and that is said")
local long = read(runs.long)
tap.is(long.boxes["block-3-2"], nil, "of 40 batches no blocks are drawn")
tap.ok(long.boxes["batch-40"], "but each batch")
tap.like(text_of(long, "subline"), "batches=1..21 shows each", "how to see more")
tap.is(text_of(long, "batch-5-label"), "5", "every fifth batch has its number")
tap.is(text_of(long, "batch-6-label"), nil, "the others have none")
tap.ok(read(runs.long, "timeline:batches=1..16").boxes["block-3-2"], "of 16 they are")
local longest = viz.draw(runs.longest, "timeline")
tap.ok(#longest < 250000, "a thousand batches make a picture of bearable size")
tap.like(text_of(pictures.read(longest), "subline"), "mean of %d batches",
  "a bar of several batches is said to be one")

-- Special runs
local stuck = read(runs.one_core)
near(stuck.boxes["wait-1"].right, 736, "a batch that never runs waits to the end")
tap.is(text_of(stuck, "wait-1-label"), "batch 1 waits", "without a duration")
tap.is(text_of(stuck, "headline"), "Batches 1 to 5 wait and never run: no core is free",
  "the headline says why")
tap.is(stuck.boxes["job-1-0"], nil, "nothing runs")
tap.like(text_of(read(runs.wall), "subline"), "0 s is 2025%-10%-09 08:53:20 UTC",
  "under the wall clock the axis says where it begins")
tap.ok(read(runs.wall).boxes["block-2-0"], "batches count from the zero time")
local two = read(runs.two)
near(two.boxes["block-2-5"].top, two.boxes["block-2-0"].top + 27,
  "each receiver has a lane of blocks")
tap.is(text_of(read(runs.silent), "headline"),
  "No record arrived: batches 1 to 5 are empty", "nothing arrived")
tap.is(text_of(read(runs.failing), "headline"), "Batch 3 failed", "a failure")
tap.is(read(runs.queue).boxes["block-1-0"], nil, "without a receiver there is no block")
near(read(runs.queue).boxes["partition-1-1"].left, 96 + 0.5 * scale + 0.75,
  "its partitions share the batch")

-- Two lives of the driver
local lives = read(runs.lives)
local ninth = 640 / 9
tap.is(text_of(lives, "headline"), "The driver is dead from 4.5 to 7.5 s; batch 4 runs "
  .. "again, batches 5 to 7 are made up for", "what a restart does")
tap.is(text_of(lives, "wait-6-label"), "batch 6 of 6 s", "named by its old time")
near(lives.boxes["wait-6"].left, 96 + 6 * ninth, "it is missed from its tick on")
near(lives.boxes["wait-6"].right, 96 + 7.6 * ninth, "until it runs")
tap.is(text_of(lives, "wait-4-2-label"), "batch 4 of 4 s, again", "one runs again")
near(lives.boxes["wait-4-2"].left, 96 + 4.5 * ninth, "it is missed from the death on")
tap.ok(lives.boxes["job-4-0"].right < lives.boxes["job-4-0-2"].left,
  "both its runs are there")
tap.like(lives.boxes["batch-6"].class, "from%-7600", "known when it is formed")
tap.is(text_of(lives, "footnote-2"), "A driver that is back forms the batches that it "
  .. "missed, under their old times.  Colour is hatched where a batch runs a second "
  .. "time.", "the rule")
local numbers = {}
for _, text in ipairs(lives.texts) do
  numbers[#numbers + 1] = text.text == "4\u{2013}7" and text.text or nil
end
tap.is(#numbers, 1, "bars without room have one label together")
tap.is(text_of(read(runs.lives, "timeline:7s..8s"), "wait-5-label"), "batch 5 of 5 s",
  "in a part of the run, too")

-- Windows of every shape
local shapes = {{{3, 1}}, {{4, 2}}, {{2, 3}}, {{6, 1}}, {{1.5, 0.5}}, {{4, 4}},
  {{3, 2, "recent"}, {4, 4, "longer"}, {3, 2, "again"}}}
for _, shape in ipairs(shapes) do
  tap.none(pictures.problems(viz.draw(trace.new(traces.windowed(shape)), "timeline")),
    ("window %g s every %g s, of %d"):format(shape[1][1], shape[1][2], #shape))
end
local three = read(trace.new(traces.windowed(shapes[7])))
tap.ok(three.paths["window-4"] and three.paths["window-s2-4"], "two groups of windows")
tap.is(three.paths["window-s3-4"], nil, "the same window twice is one")
local lines = {}
for _, text in ipairs(three.texts) do
  lines[text.text] = true
end
tap.ok(lines["recent, again"], "with both names")
local many = read(trace.new(traces.windowed(shapes[4])))
tap.is(many.paths["window-5"], nil, "of windows in more than four rows")
tap.ok(many.paths["window-6"] and many.paths["window-8"], "the last three are drawn")
tap.like(text_of(many, "subline"), "5 earlier windows not drawn", "which is said")
tap.ok(read(trace.new(traces.windowed(shapes[5]))).paths["window-1500ms"],
  "the end of a window may be no whole second")

-- Always the same bytes
tap.ok(viz.draw(trace.new(traces.late()), "timeline") == viz.draw(late, "timeline"),
  "the same trace makes the same picture")

-- Foreign names do no harm
local records = traces.demo()
records[1].program = "a \"b\" \\N & <c>\n.lua"
records[2].name = "lines\" ]; \255"
tap.is(pictures.collision(read(trace.new(records))), nil, "names with quotes")
tap.like(viz.draw(trace.new(records), "timeline", {format = "raster"}),
  "fontname=\"Arial Bold\"", "for png and pdf the fonts have the names of a desktop")

tap.done()
