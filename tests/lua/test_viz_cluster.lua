-- tests/lua/test_viz_cluster.lua -- executors and cores as a picture and as text.
-- SPDX-License-Identifier: MIT
local clusters = require("clusters")
local pictures = require("pictures")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")

local text_of = pictures.text_of

local function read(run, spec)
  return pictures.read(viz.draw(run, spec or "cluster"))
end

local function text(run, spec, how)
  how = how or {}
  how.format = "text"
  return viz.draw(run, spec or "cluster", how)
end

local function near(got, want, name)
  return tap.ok(got and math.abs(got - want) < 0.02, ("%s: %s, want %s"):format(name,
    tostring(got), want))
end

-- Places ------------------------------------------------------------------------------

local loss = trace.new(clusters.loss())
local page = read(loss)
local function x(seconds, range)
  return 112 + seconds * 624 / range
end

near(page.boxes["task-1-m0-0"].left, x(1, 8) + 0.375, "a task begins where it starts")
near(page.boxes["task-1-m0-0"].right, x(1.5, 8) - 0.375, "and is as long as it took")
near(page.boxes["task-1-r0-0"].left, x(1.5, 8) + 0.875, "a result task comes behind it")
near(page.boxes["receiver-0"].left, x(0, 8) + 0.7, "the receiver holds its core")
tap.ok(page.boxes["task-1-m0-0"].top > page.boxes["task-1-m2-0"].top
  or page.boxes["task-1-m0-0"].top ~= page.boxes["task-1-m1-0"].top,
  "each core has a row")
tap.ok(page.paths["job-3"], "a batch that runs has a bracket")
near(page.boxes["wait-4"].left, x(4, 8), "a batch waits from its tick on")

-- What it says ------------------------------------------------------------------------

tap.is(text_of(page, "headline"), "Executor 2 is lost at 3.3 s with 2 running tasks; "
  .. "3 batches wait, batch 6 longest: 0.75 s", "the headline is the finding")
tap.is(text_of(page, "task-3-m4-1-label"), "m4.1", "a second attempt")
tap.is(text_of(page, "task-3-r0-0-label"), "r0", "a result task")
tap.ok(pictures.says(page, "executor 2 lost, 2 running tasks with it"), "the loss")
tap.ok(pictures.says(page, "lost at 3.3 s"), "in the gutter, too")
tap.ok(pictures.says(page, "no executor here any more"), "what is left of it")
tap.like(text_of(page, "footnote"), "m3%.1 is the second attempt", "the rule")
tap.like(page.alt, "^Cluster of 3 executors with 2 cores, from 0 to 8 s: 44 tasks of "
  .. "6 batches%. Executor 2 is lost", "alternative text")
tap.like(page.boxes["task-3-m4-1"].class, "^task batch%-3 from%-3500 f%-b2 s%-badline$",
  "kind, batch, time and roles are classes")
local lost = page.boxes["task-3-m4-0"]
tap.like(lost.class, "s%-badline", "a lost task is marked")
near(lost.right, x(3.3, 8) - 0.625, "it ends with its executor")

-- Ranges ------------------------------------------------------------------------------

local part = read(loss, "cluster:batches=3")
near(part.boxes["task-3-m0-0"].left, 112 + 0.375, "a batch from its tick on")
tap.like(text_of(part, "subline"), "^3 to 5 s of 8 s", "to its end: the part is said")
tap.is(part.boxes["task-1-m0-0"], nil, "without the others")
local fine = read(loss, "cluster:3.2..3.4")
tap.ok(pictures.says(fine, "3.3"), "a short range has times of its own")
local single = read(loss, "cluster:executor=2")
tap.is(single.boxes["receiver-0"], nil, "one executor alone")
tap.like(text_of(single, "subline"), "2 executors not drawn", "which is said")
tap.raises(function() read(loss, "cluster:executor=9") end, "no executor 9 lives",
  "an executor that is not there")
tap.raises(function() read(loss, "cluster:executor=x") end, "executor wants a number",
  "an executor that is no number")
tap.raises(function() read(loss, "cluster:90s..99s") end, "the run ends at 8 s",
  "a range behind the end")

-- Runs of every kind ------------------------------------------------------------------

local function many(executors, batches, maps)
  return clusters.make {executors = executors, cores = 4, batches = batches,
    maps = maps, results = 3, took = 90000}
end

-- Copies of two slow tasks, of which one is faster.
local function speculation()
  return clusters.make {executors = 3, cores = 2, batches = 4, maps = 4, results = 2,
    on_batch = function(run, number, from, _, first)
      if number ~= 2 then
        return nil
      end
      local killed = "TaskKilled (another attempt succeeded)"
      for i, ends in ipairs({{false, true}, {true, false}}) do
        clusters.task(run, {stage = first, partition = 3 + i, executor = i, core = 1,
          from = from + 300000, to = from + 700000, failed = ends[2] and killed or nil})
        clusters.task(run, {stage = first, partition = 3 + i, attempt = 1, core = 0,
          executor = i, speculative = true, from = from + 500000, to = from + 700000,
          failed = ends[1] and killed or nil})
      end
      return from + 800000
    end}
end

-- Executors that come and go: 3 joins at 2 s and is removed at 5 s.
local function scaling()
  return clusters.make {executors = 3, cores = 2, batches = 6, maps = 4, results = 2,
    on_end = function(run)
      clusters.executor(run, 2000000, 3, 2, "added")
      clusters.executor(run, 5000000, 3, 2, "lost", "Executor killed by driver.")
    end}
end

-- The driver dies at 2.5 s, comes back at 4.5 s, and makes up for two batches.
local function lives()
  local first = clusters.make {executors = 2, cores = 2, batches = 2, maps = 3,
    results = 1}
  first[#first] = {at = 2500000, kind = "driver", state = "killed"}
  first[#first + 1] = {at = 4500000, kind = "driver", state = "started"}
  local run = {jobs = 0}
  local second = clusters.make {executors = 2, cores = 2, batches = 1, maps = 3,
    results = 1}
  for _, record in ipairs(second) do
    record.at = record.at + (record.at == 0 and 4500000 or 3550000)
    record.batch = record.batch and 2000000
    record.number = record.number and 2
    record.task = record.task and record.task + 100
    record.stage = record.stage and record.stage + 100
    record.job = record.job and record.job + 100
    for _, stage in ipairs(record.stages or run) do
      stage.stage = stage.stage + 100
      stage.parents = stage.parents[1] and {stage.parents[1] + 100} or {}
    end
    first[#first + 1] = record
  end
  return first
end

local kinds = {
  {"loss", clusters.loss()}, {"speculation", speculation()}, {"scaling", scaling()},
  {"lives", lives()}, {"no task", clusters.make {executors = 2, cores = 1, batches = 3,
    maps = 0, results = 0}}, {"no batch", clusters.make {executors = 1, cores = 1,
    batches = 0, maps = 0, results = 0, tail = 500000}},
  {"demo", traces.demo()}, {"one core", traces.one_core()}, {"queue", traces.queue()},
  {"wall", traces.wall()}, {"failing", traces.failing()}, {"silent", traces.silent()},
  {"two receivers", traces.two_receivers()}, {"ten executors", many(10, 4, 60)},
  {"a large cluster", many(1000, 3, 3000)}, {"a long run", traces.long(1000)},
  {"40 batches", traces.long(40)}, {"a long run of a cluster", many(30, 300, 20)},
}
local of = {}
for _, kind in ipairs(kinds) do
  local name, run = kind[1], trace.new(kind[2])
  of[name] = run
  for _, spec in ipairs({"cluster", "cluster:batches=2",
    "cluster:theme=print:title=off", "cluster:0.9..1.3:theme=dark"}) do
    if name ~= "no batch" or spec == "cluster" then
      tap.none(pictures.problems(viz.draw(run, spec), spec:match("theme=(%a+)")),
        name .. ", " .. spec)
    end
  end
  for _, ascii in ipairs({false, true}) do
    local widest, foreign = 0, false
    for line in text(run, "cluster", {ascii = ascii, columns = 80}):gmatch("[^\n]+") do
      widest = math.max(widest, utf8.len(line))
      foreign = foreign or ascii and line:find("[^ -~]") ~= nil
    end
    tap.ok(widest <= 80 and not foreign, ("%s, %s: %d columns"):format(name,
      ascii and "ASCII" or "Unicode", widest))
  end
end

tap.is(text_of(read(of["one core"]), "headline"),
  "Batches 1 to 5 wait and never run: the receiver holds every core", "no core is left")
tap.is(text_of(read(of.failing), "headline"), "Result task 0 of batch 3 fails, "
  .. "and the batch with it", "a failure")
tap.is(text_of(read(of.speculation), "headline"),
  "1 of 2 speculative copies ends before the slow task", "copies that were faster")
tap.is(text_of(read(of.speculation), "task-2-m4-1-label"), "m4s", "a copy says so")
tap.is(text_of(read(of.scaling), "headline"), "1 executor joins, 1 is removed",
  "executors that come and go")
tap.ok(pictures.says(read(of.scaling), "not here yet"), "before it came")
tap.is(text_of(read(of.lives), "headline"),
  "The driver is dead from 2.5 to 4.5 s; batch 2 runs again", "two lives")
tap.ok(pictures.says(read(of.lives), "no driver"), "and none between them")
tap.ok(read(of.lives).paths["job-2-2"], "a batch that is formed again has its own id")
tap.is(text_of(read(of["no task"]), "headline"),
  "No task runs on the core that the receiver leaves", "no task")

-- Level of detail ---------------------------------------------------------------------

local ten = read(of["ten executors"])
tap.is(ten.boxes["task-1-m0-0"], nil, "forty cores have no rows")
tap.like(text_of(ten, "subline"), "executor=0 shows single ones", "which is said")
local large = read(of["a large cluster"])
tap.ok(large.boxes["receiver-0"], "of a thousand executors the one with the receiver")
tap.ok(pictures.says(large, "999 executors"), "and one chart for the others")
local both = text_of(large, "subline") .. (text_of(large, "subline-2") or "")
tap.like(both, "999 executors, 3996 cores as one chart, executor=1 shows one",
  "which is said")
tap.ok(#viz.draw(of["a large cluster"], "cluster") < 100000, "of bearable size")
local long = read(of["a long run"])
tap.is(long.paths["job-3"], nil, "of a thousand batches none has a bracket")
tap.like(text_of(long, "subline") .. (text_of(long, "subline-2") or ""),
  "batches=1%.%.8 shows single tasks", "how to see them")
tap.ok(#viz.draw(of["a long run"], "cluster") < 250000, "a thousand batches, too")

-- Text --------------------------------------------------------------------------------

tap.is(text(loss, "cluster:1s..5s"), [[
cluster of cluster.lua, 1 s to 5 s of 8 s
            1 s       2         3         4         5 s
waiting                                   4 ░
exec 0   .0 ═ R receiver 0 ═════════════════════════
         .1 m2███     m2███     m2███m4.1█r1█m1███m4
exec 1   .0 m0███r0█  m0███r0█  m0███m1.1█r0█m0███m3
         .1 m3███     m3███     m3███        m2███
exec 2   .0 m1███r1█  m1███r1█  m1╳ lost at 3.3 s
         .1 m4███     m4███     m4╳
batch       1_______  2_______  3____________4______
Executor 2 is lost at 3.3 s with 2 running tasks; batch 4 waits 250 ms.
Tasks use 70 % of the time of the 5 cores that the receiver leaves.
m map task, r result task and its partition; m3.1 its second attempt
]], "a row for each core")
tap.like(text(loss, "cluster:1s..5s", {ascii = true}),
  "exec 2   %.0 m1###r1#  m1###r1#  m1x lost at 3%.3 s\n", "the same without UTF-8")
tap.like(text(loss, nil, {columns = 40}), "^this terminal has 40 columns.*\n"
  .. "       2      2       8       2       0\n", "a narrow terminal gets a table")
tap.like(text(of["a large cluster"]), "\n%+ 999 exec +[▁▂▃▄▅▆▇█·]+",
  "a large cluster has a row for all others")
tap.like(text(of["a long run"]), "levels: the part of the cores that is in use\n$",
  "a long run is one band of levels")
tap.like(text(of.lives), "no driver", "a dead driver")

tap.done()
