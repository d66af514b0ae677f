-- tests/lua/test_viz_graphs.lua -- the views graph and lineage: what they say and draw.
-- SPDX-License-Identifier: MIT
--
-- tests/golden/graphs keeps pictures of hard programs; each of them is looked at here,
-- too. The traces are those of tests/golden/own.
local pictures = require("pictures")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local OWN <const> = "tests/golden/own/"
local demo = trace.new(traces.file(OWN .. "demo.jsonl"))
local failing = trace.new(traces.file(OWN .. "failing.jsonl"))
local runs = {
  demo = demo, failing = failing, take = trace.new(traces.file(OWN .. "take.jsonl")),
  outputs = trace.new(traces.file(OWN .. "outputs.jsonl")),
  windows = trace.new(traces.file(OWN .. "windows.jsonl")),
  two = trace.new(traces.file(OWN .. "two_receivers.jsonl")),
  late = trace.new(traces.late()), silent = trace.new(traces.silent()),
  queue = trace.new(traces.queue()), one_core = trace.new(traces.one_core()),
  wall = trace.new(traces.wall()), long = trace.new(traces.long(1000)),
}
local names = {"demo", "failing", "take", "outputs", "windows", "two", "late", "silent",
  "queue", "one_core", "wall", "long"}

local function read(run, spec)
  return pictures.read(viz.draw(run, spec))
end

local function text(run, spec, how)
  how = how or {}
  how.format = "text"
  return viz.draw(run, spec, how)
end

-- Nothing overlaps, in any theme; text fits 80 columns --------------------------------

local function widest(lines)
  local most = 0
  for line in lines:gmatch("[^\n]+") do
    most = math.max(most, utf8.len(line))
  end
  return most
end

for _, name in ipairs(names) do
  for _, view in ipairs({"graph", "lineage"}) do
    for _, theme in ipairs({"light", "dark", "print"}) do
      local dot = viz.draw(runs[name], ("%s:theme=%s"):format(view, theme))
      tap.is(pictures.problems(dot, theme)[1], nil, ("%s of %s, %s"):format(view, name,
        theme))
    end
    for _, option in ipairs({":title=off", ":detail=all", ":batch=1"}) do
      tap.is(pictures.problems(viz.draw(runs[name], view .. option))[1], nil,
        ("%s%s of %s"):format(view, option, name))
    end
    local plain = text(runs[name], view, {ascii = true, columns = 80})
    tap.is(plain:match("[^\n -~]"), nil, ("%s of %s in ASCII"):format(view, name))
    tap.ok(widest(plain) <= 80, ("%s of %s in 80 columns"):format(view, name))
    tap.ok(viz.draw(runs[name], view) == viz.draw(runs[name], view),
      ("%s of %s is the same again"):format(view, name))
  end
end

for _, name in ipairs({"diamonds.graph", "diamonds.lineage", "diamonds.join",
  "inputs.graph", "inputs.lineage", "inverse.graph", "inverse.lineage", "long.graph",
  "long.lineage", "long.one", "long.empty", "loss.graph", "loss.lineage", "many.graph",
  "many.lineage"}) do
  local file <close> = assert(io.open("tests/golden/graphs/" .. name .. ".dot"))
  tap.is(pictures.problems(file:read("a"))[1], nil, "the kept " .. name)
  local lines <close> = assert(io.open("tests/golden/graphs/" .. name .. ".txt"))
  tap.ok(widest(lines:read("a")) <= 80, "its text")
end

-- graph -------------------------------------------------------------------------------

local page = read(demo, "graph:batch=4")
tap.is(page.alt, "Graph of 7 streams and 2 outputs (print and print). Seven streams "
  .. "described once; 8 RDDs for batch 4, and 4 from before. "
  .. "Bold frame: kept for later use.", "alternative text")
tap.is(pictures.text_of(page, "dstream-words-label"), "words", "a stream by its name")
tap.is(pictures.text_of(page, "dstream-3-label"), "reduceByKey", "or by its operator")
tap.ok(pictures.says(page, "step 2 of 3, 3 s / 2 s"), "the steps of one are counted")
tap.is(pictures.text_of(page, "output-1-label"), "output 2: print",
  "outputs count from 1")
tap.is(pictures.text_of(page, "rdd-words4-label"), "words @ 4 s", "an RDD of the batch")
tap.like(page.boxes["rdd-words4"].class, "^rdd batch%-4 from%-4000 f%-b3 s%-b3l$",
  "with the colour of its batch")
tap.like(page.boxes["rdd-6-4"].class, "f%-focusw", "a window has that of results")
tap.like(page.boxes["rdd-4-2"].class, "batch%-2", "it is made of batch 2")
tap.is(page.boxes["rdd-4-1"], nil, "and not of batch 1")
tap.ok(page.boxes["job-4-1"], "the jobs of an output have its id on the timeline")
tap.is(page.boxes["dstream-words"].top, page.boxes["rdd-words4"].top,
  "a stream and its RDD stand in one row")
tap.is(pictures.text_of(page, "footnote"), "Bold frame: kept for later use.",
  "what a bold frame means")
local odd = read(demo, "graph:batch=3")
tap.is(odd.boxes["rdd-6-3"], nil, "at odd seconds the window makes nothing")
tap.like(pictures.text_of(odd, "footnote"), "At 3 s .* 2 s", "and the picture says why")
tap.ok(pictures.text_of(read(demo, "graph:batch=4000ms"), "rdd-words4-label"),
  "a batch by its time")
tap.ok(read(demo, "graph").boxes["rdd-words6"], "else it is the last one that is done")

tap.is(text(demo, "graph:batch=4"):match("^.-\n\n"), [[
graph of network_word_count.lua: 7 streams, 2 outputs
═ shuffle   ≡ window 3 s / 2 s
socketTextStream 0 ─ words (flatMap 1) ─ ones (map 2)
                                          ╞ reduceByKey 3 ─ print (output 1)
                                          ╘ reduceByKeyAndWindow 6 ≡
                                                print (output 2)

]], "the streams as a tree")
tap.like(text(demo, "graph:batch=4"),
  "\n  reduceByKeyAndWindow 2 of 3 @ 4 s  RDD %d+ +2 partitions\n", "and the RDDs")
tap.like(text(failing, "graph:batch=2"), "output 1: print +job 4 failed", "what failed")

-- lineage -----------------------------------------------------------------------------

page = read(demo, "lineage:batch=2")
tap.is(pictures.text_of(page, "headline"),
  "Batch 2: 7 stages ran with 18 tasks, 3 skipped", "what ran and what did not")
tap.ok(page.alt:find("output 1: print, jobs 3 and 4", 1, true), "alternative text")
tap.is(pictures.text_of(page, "stage-5-label"), "map stage 5: 5 tasks",
  "a stage with its tasks")
tap.is(pictures.text_of(page, "stage-6-label"), "result stages 6 and 8: 1 + 1 tasks",
  "the jobs of print are one picture")
tap.is(pictures.text_of(page, "rdd-words2"), "words", "an RDD by the variable")
tap.ok(page.boxes["partition-2-4"], "a partition of the input as on the timeline")
tap.like(page.boxes["partition-2-4"].class,
  "^partition batch%-2 from%-2000 f%-b1 s%-b1l$", "and its colour")
tap.ok(page.boxes["rdd-words2-p4"], "other partitions have that of their RDD")
local input, words = page.boxes["partition-2-4"], page.boxes["rdd-words2-p4"]
tap.is(input.top, words.top, "partitions that are made of each other stand in a row")
tap.ok(words.left > input.right, "from left to right")
local stage = page.boxes["stage-5"]
tap.ok(stage.left < input.left and stage.right > words.right
  and stage.bottom > words.bottom, "in the box of their stage")
tap.is(read(demo, "lineage:batch=2:job=3").boxes["stage-10"], nil, "one job alone")
tap.is(pictures.text_of(read(demo, "lineage:job=3"), "headline"),
  "Job 3: 2 stages ran with 6 tasks", "and its own numbers")

local kept = text(demo, "lineage:batch=4")
tap.like(kept, "RDD %d+  2 parts  batch 2, kept since 2.13 s\n", "what was kept")
tap.like(kept, "map stage %d+ of batch 2: skipped, ran in job %d+\n", "what was not")
tap.like(kept, "now kept\n", "what is kept from now on")

page = read(failing, "lineage:batch=2")
tap.like(pictures.text_of(page, "headline"), "; 1 task failed$", "a failure")
tap.ok(pictures.says(page, "p1 \u{d7}"), "where it failed")
tap.is(pictures.text_of(page, "stage-7-label"), "result stage 7: did not run",
  "what it kept from running")
tap.like(text(failing, "lineage:batch=2"), "job 4: failed\n", "in text, too")

-- No batch, no job, too many partitions -----------------------------------------------

local nothing = trace.new({{kind = "run", at = 0, program = "x.lua", interval = 1000000,
  block_interval = 200000, zero = 0, seed = 1, conf = {}, master = "local[2]"}})
for _, view in ipairs({"graph", "lineage"}) do
  tap.is(pictures.problems(viz.draw(nothing, view))[1], nil, view .. " of no batch")
end
tap.like(text(nothing, "lineage"), "No batch yet", "which is said")
tap.is(pictures.text_of(read(runs.one_core, "lineage"), "headline"):match("^Batch 1"),
  "Batch 1", "of a run that is stuck the first batch that began")

local function wide(partitions)
  local list = traces.demo()
  list[#list] = nil
  local at = 6000000
  for number, op in ipairs({"textFile", "map"}) do
    list[#list + 1] = {kind = "rdd", at = at, rdd = 900 + number, op = op, stream = -1,
      batch = -1, partitions = partitions, parents = number > 1 and {900 + number - 1}
      or {}, wide = false, shuffles = number > 1 and {-1} or {}}
  end
  local all = {}
  for partition = 1, partitions do
    all[partition] = partition - 1
  end
  list[#list + 1] = {kind = "job-started", at = at, job = 90, batch = 6000000,
    output = 0,
    action = "count", rdd = 902, partitions = all, stages = {{stage = 90, rdd = 902,
    name = "count", tasks = partitions, parents = {}, skipped = false, shuffle = -1}}}
  list[#list + 1] = {kind = "stage-started", at = at, stage = 90, job = 90, rdd = 902,
    name = "count", tasks = partitions, attempt = 0}
  return trace.new(list)
end

local eight, nine = read(wide(8), "lineage:job=90"), read(wide(9), "lineage:job=90")
tap.ok(eight.boxes["rdd-902-p4"], "eight partitions are drawn one by one")
tap.is(nine.boxes["rdd-902-p4"], nil, "of nine the first three")
tap.is(pictures.text_of(nine, "rdd-902-p3-label"), "5 more", "a box for those between")
tap.ok(nine.boxes["rdd-902-p8"], "and the last one")
tap.like(pictures.text_of(nine, "subline"), "detail=all draws each", "which is said")
tap.ok(read(wide(9), "lineage:job=90:detail=all").boxes["rdd-902-p4"], "or all")
tap.is(pictures.problems(viz.draw(wide(1), "lineage:job=90"))[1], nil, "one partition")
tap.is(pictures.problems(viz.draw(wide(0), "lineage:job=90"))[1], nil, "none")

-- Options that are none ---------------------------------------------------------------

local function refused(spec)
  local ok, message = pcall(viz.draw, demo, spec)
  return not ok and message.message .. "; try " .. message.try or "taken"
end

tap.is(refused("graph:batch=x"), "batch wants a number or a time, got \"x\"; "
  .. "try batch=7, batch=7000ms", "a batch is a number or a time")
tap.is(refused("graph:batch=99"), "the trace has no batch 99; it has batches 1 to 6, "
  .. "from 1 s to 6 s; try batch=6", "a batch that is not there")
tap.is(refused("lineage:batch=2500ms"), "the trace has no batch at 2.5 s; it has "
  .. "batches 1 to 6, from 1 s to 6 s; try batch=6", "nor at that time")
tap.like(refused("lineage:job=99"), "^the trace has no job 99; its jobs are 1 to %d+; ",
  "a job that is not there")
tap.like(refused("lineage:job=x"), "^job wants the number", "a job is a number")
tap.like(refused("lineage:detail=most"), "^detail is auto or all", "how much detail")
tap.like(refused("graph:job=1"), "has no option `job`", "the graph has no job")

-- Foreign names do no harm ------------------------------------------------------------

local records = traces.file(OWN .. "demo.jsonl")
local LONG <const> = ("\u{1F600}<b>\"\\N & \u{5D0}"):rep(1000)
for _, record in ipairs(records) do
  if record.kind == "stream" then
    record.name = LONG .. record.stream
  elseif record.kind == "run" then
    record.program = LONG
  elseif record.kind == "rdd" and record.stream == 2 then
    record.op = "\255" .. LONG
  end
end
local strange = trace.new(records)
for _, view in ipairs({"graph", "lineage"}) do
  tap.is(pictures.problems(viz.draw(strange, view))[1], nil,
    view .. " of strange names")
  tap.ok(#text(strange, view) > 0, "and its text")
end

tap.done()
