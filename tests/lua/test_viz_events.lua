-- tests/lua/test_viz_events.lua -- the events of a run, as text.
-- SPDX-License-Identifier: MIT
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")
local viz = require("viz")
local hashcode = require("viz.hashcode")

local function events(records)
  return viz.draw(trace.new(records), "events", {format = "text"})
end

local function is_lines(got, want, name)
  return tap.is(got, table.concat(want, "\n") .. "\n", name)
end

-- A run of one batch interval of a second, to which a test adds what it is about.
local function started(outputs, streams)
  local records = {{kind = "run", at = 0, interval = 1000000, block_interval = 200000,
    zero = 0, conf = {}}}
  for number, op in ipairs(streams or {"queueStream"}) do
    records[#records + 1] = {kind = "stream", at = 0, stream = number - 1, op = op,
      parents = {}, slide = 1000000, window = 0,
      receiver = op == "socketTextStream" and number - 1 or -1}
  end
  for number, op in ipairs(outputs) do
    records[#records + 1] = {kind = "output", at = 0, output = number - 1, op = op,
      stream = 0}
  end
  return records
end

local function add(records, at, kind, fields)
  fields.kind, fields.at = kind, at
  records[#records + 1] = fields
end

local function tick(records, time, blocks)
  add(records, time, "batch", {batch = time, number = time // 1000000, records = 0,
    blocks = blocks or {}})
end

-- A job whose stages are {name, tasks, parents, ran}, numbered from 10 * its number.
local function job(records, at, number, place, stages, failed)
  local list = {}
  for i, stage in ipairs(stages) do
    local parents = {}
    for k, position in ipairs(stage[3]) do
      parents[k] = 10 * number + position
    end
    list[i] = {stage = 10 * number + i - 1, name = stage[1], tasks = stage[2],
      parents = parents, skipped = not stage[4]}
  end
  add(records, at, "job-started", {job = number, batch = place.batch or -1,
    output = place.output or -1, action = "x", rdd = 0, partitions = {}, stages = list})
  for i, stage in ipairs(stages) do
    if stage[4] then
      add(records, at, "stage-started", {stage = 10 * number + i - 1, job = number})
    end
  end
  add(records, at, "job-completed", {job = number, failed = failed})
end

-- The batch of a time with one job of these stages for each of the outputs.
local function whole_batch(records, time, outputs, stages, failed)
  tick(records, time)
  add(records, time, "jobs-submitted", {batch = time, outputs = outputs})
  for i, output in ipairs(outputs) do
    add(records, time, "output-started", {batch = time, output = output})
    local place = {batch = time, output = output}
    job(records, time, time // 1000 + i, place, stages, failed)
    add(records, time, "output-completed", {batch = time, output = output,
      failed = failed})
  end
  add(records, time, "jobs-completed", {batch = time, took = 0, failed = failed ~= nil})
end

local NARROW = {{"print", 1, {}, true}}

-- Batches and outputs
local run = started({"print", "foreachRDD", "print"})
whole_batch(run, 1000000, {0, 2}, NARROW)
tick(run, 2000000)
whole_batch(run, 3000000, {1}, NARROW, "no")
is_lines(events(run), {
  '{"event":"batch","time":1000,"records":{}}',
  '{"event":"output","time":1000,"id":0,"name":"print"}',
  '{"event":"job","time":1000,"output":0,'
    .. '"stages":[{"name":"print","tasks":1,"parents":[]}]}',
  '{"event":"output","time":1000,"id":1,"name":"print"}',
  '{"event":"job","time":1000,"output":1,'
    .. '"stages":[{"name":"print","tasks":1,"parents":[]}]}',
  '{"event":"batch","time":3000,"records":{},"failed":true}',
  '{"event":"output","time":3000,"id":0,"name":"foreachRDD","failed":true}',
  '{"event":"job","time":3000,"output":0,'
    .. '"stages":[{"name":"print","tasks":1,"parents":[]}],"failed":true}',
}, "outputs count from 0 in each batch; a time without jobs is no batch")

-- The order of stages
run = started({"print"})
whole_batch(run, 1000000, {0}, {{"map", 3, {}, false}, {"map", 2, {}, true},
  {"filter", 2, {}, true}, {"cogroup", 4, {0, 1}, true}, {"print", 1, {2, 3}, true}})
is_lines(events(run), {
  '{"event":"batch","time":1000,"records":{}}',
  '{"event":"output","time":1000,"id":0,"name":"print"}',
  '{"event":"job","time":1000,"output":0,"stages":['
    .. '{"name":"filter","tasks":2,"parents":[]},'
    .. '{"name":"map","tasks":2,"parents":[]},'
    .. '{"name":"map","tasks":3,"parents":[],"skipped":true},'
    .. '{"name":"cogroup","tasks":4,"parents":[1,2]},'
    .. '{"name":"print","tasks":1,"parents":[0,3]}]}',
}, "parents first, then what ran, then by name")

-- Two sides that differ in nothing but where they come from and go to.
run = started({"print"})
whole_batch(run, 1000000, {0}, {{"map", 2, {}, true}, {"map", 2, {}, true},
  {"join", 2, {1}, true}, {"join", 2, {0}, false}, {"print", 1, {2, 3}, true}})
tap.like(events(run), '"join","tasks":2,"parents":%[1%]},'
  .. '{"name":"join","tasks":2,"parents":%[0%],"skipped":true}',
  "equal stages stand as their users do")

-- A job in which two of four equal stages are joined, and the other two.
local function joined(a, b, c, d)
  local records = started({"print"})
  whole_batch(records, 1000000, {0}, {{"map", 1, {}, true}, {"map", 1, {}, true},
    {"map", 1, {}, true}, {"map", 1, {}, true}, {"join", 2, {a, b}, true},
    {"join", 2, {c, d}, true}, {"print", 1, {4, 5}, true}})
  return events(records)
end
tap.like(joined(3, 0, 2, 1), '"join","tasks":2,"parents":%[0,1%]},'
  .. '{"name":"join","tasks":2,"parents":%[2,3%]}', "neighbours stand together")
tap.is(joined(1, 3, 0, 2), joined(3, 0, 2, 1), "however the stages are numbered")

-- Jobs that no output started
run = started({"print"})
job(run, 0, 1, {}, {{"count", 2, {}, true}})
tick(run, 1000000)
job(run, 1000000, 2, {}, {{"sortByKey", 2, {}, true}})
add(run, 1500000, "jobs-submitted", {batch = 1000000, outputs = {0}})
add(run, 1500000, "jobs-completed", {batch = 1000000, took = 0, failed = false})
job(run, 1500000, 3, {}, {{"take", 1, {}, true}})
whole_batch(run, 2000000, {}, {})
job(run, 2500000, 4, {}, {{"first", 1, {}, true}})
local LOOSE = '{"event":"job","time":null,"output":null,'
  .. '"stages":[{"name":"%s","tasks":%d,"parents":[]}]}'
is_lines(events(run), {
  LOOSE:format("count", 2), LOOSE:format("sortByKey", 2),
  '{"event":"batch","time":1000,"records":{}}',
  LOOSE:format("take", 1),
  '{"event":"batch","time":2000,"records":{}}',
}, "jobs of the program stand before the batch that came next")

-- What inputs count
run = started({"print"}, {"queueStream", "socketTextStream", "textFileStream",
  "socketTextStream"})
for _, number in ipairs({1, 3}) do
  add(run, 0, "receiver", {receiver = number, stream = number, state = "started"})
  add(run, 0, "block", {receiver = number, block = "input-" .. number .. "-0", from = 0,
    records = 5 * number, bytes = 1})
end
tick(run, 1000000, {"input-1-0", "input-3-0"})
tick(run, 2000000)
for _, asked in ipairs({{0, 2000000}, {2, 2000000}, {1, 2000000}, {3, 1000000}}) do
  add(run, 2000000, "rdd", {rdd = #run, stream = asked[1], batch = asked[2], op = "x",
    partitions = 0, parents = {}})
end
add(run, 2000000, "jobs-submitted", {batch = 2000000, outputs = {0}})
add(run, 2000000, "jobs-completed", {batch = 2000000, took = 0, failed = false})
is_lines(events(run), {'{"event":"batch","time":2000,"records":{"1":0,"2":0}}'},
  "receivers count records, files none; those that were not asked do not show")
tap.like(events(traces.two_receivers()), '"records":{"0":%d+,"1":%d+}',
  "the counts of two receivers")

-- Text only
local fine, err = pcall(viz.parse, "events", "dot")
tap.is(fine, false, "events are no picture")
tap.is(err.message, "the view events is text, no picture", "which is said")
tap.is(err.name, "usage", "as a wrong usage")

-- The hash that decides between equal stages, as Scala 2.12 has it.
tap.is(hashcode.sequence({}), 473519988, "the hash of an empty sequence")
tap.is(hashcode.sequence({hashcode.string("a"), hashcode.string("b")}), 2064638467,
  "and of one of two texts")

tap.done()
