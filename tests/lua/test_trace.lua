-- tests/lua/test_trace.lua -- what a trace says when it is read back.
-- SPDX-License-Identifier: MIT
local tap = require("tap")
local traces = require("traces")
local trace = require("sluice.trace")

local function field(list, name)
  local values = {}
  for i, item in ipairs(list) do
    values[i] = item[name]
  end
  return values
end

local demo = trace.new(traces.demo())

-- The run
tap.is(demo:run().interval, 1000, "the batch interval is in ms")
tap.is(demo:run().block_us, 200000, "a field that ends in _us is in microseconds")
tap.is(demo:run().received, 30, "the last record tells what was received")
tap.is(demo:run().inBatches, 29, "and how much of it was in a batch")

-- Rates
local limited = traces.demo()
local first = 0
for i, record in ipairs(limited) do
  first = record.kind == "batch" and first == 0 and i or first
end
table.insert(limited, first + 1, {at = 1000000, kind = "waiting", receiver = 1,
  batch = 1000000, records = 3})
table.insert(limited, first + 1, {at = 1000000, kind = "waiting", receiver = 0,
  batch = 1000000, records = 4})
table.insert(limited, first, {at = 900000, kind = "rate", stream = 0, receiver = 0,
  rate = 120, limit = 100, batch = 800000, elements = 50, processing = 400000,
  scheduling = 20000})
table.insert(limited, first, {at = 0, kind = "rate", stream = 0, receiver = 0,
  rate = -1, limit = 50, batch = -1, elements = -1, processing = -1, scheduling = -1})
limited = trace.new(limited)
tap.is_deeply(field(limited:batches(), "waiting"), {7, 0, 0, 0, 0, 0},
  "what waits at the sources, all together")
tap.is_deeply(field(limited:rates(), "limit"), {50, 100}, "limits, as they were set")
tap.is(limited:rates()[1].rate, nil, "the first one is not learned from a batch")
local learned = limited:rates({batch = 800})[1]
tap.is_deeply({learned.time, learned.rate, learned.elements, learned.processingTime,
  learned.schedulingDelay}, {900, 120, 50, 400, 20}, "and what they come from")

-- Functions of the program
local shipped = traces.demo()
table.move({
  {at = 7000000, kind = "function", rdd = 3, stream = 1, how = "computed",
    file = "words.lua", line = 6},
  {at = 7000000, kind = "function", rdd = 9, stream = -1, how = "called", line = -1},
}, 1, 2, #shipped + 1, shipped)
shipped = trace.new(shipped)
tap.is_deeply(field(shipped:functions(), "how"), {"computed", "called"},
  "how functions were worked with")
tap.is_deeply(field(shipped:functions({stream = 1}), "line"), {6},
  "and where they stand")
tap.is(shipped:functions({how = "called"})[1].line, nil, "one of a library in no file")

-- A batch that is formed again has the partitions of its second life
local reborn = traces.two_lives()
for _, record in ipairs(reborn) do
  if record.kind == "rdd" and record.batch == 4000000 and record.at > 7000000 then
    record.partitions = 5
  end
end
local formed = trace.new(reborn):batches({from = 4000, to = 4000})
tap.is_deeply(field(formed, "partitions"), {2, 5}, "each life counts its own")

-- Two files come into a batch, each with an RDD; another one unites them
local files = traces.queue()
for i, record in ipairs(files) do
  if record.kind == "rdd" and record.batch == 2000000 then
    local parts = {{}, {}}
    for n, partitions in ipairs({1, 2}) do
      for name, value in pairs(record) do
        parts[n][name] = value
      end
      parts[n].rdd, parts[n].partitions = 900 + n, partitions
    end
    record.partitions = 3
    table.move(parts, 1, 2, i, table.move(files, i, #files, i + 2))
    break
  end
end
tap.is(trace.new(files):batch(2000).partitions, 3, "a union has those of all")

-- What became of copies of blocks
local stored = traces.demo()
table.move({
  {at = 7000000, kind = "block-copy", block = "input-0-6800", executor = 0,
    place = "disk", bytes = 9, why = "stored"},
  {at = 7000000, kind = "block-copy", block = "input-0-6800", executor = 1,
    place = "memory", bytes = 9, why = "replicated"},
  {at = 7000000, kind = "block", block = "input-0-6800", receiver = 0, from = 6800000,
    records = 1, bytes = 9, executor = 0, level = "MEMORY_AND_DISK_SER_2"},
  {at = 7100000, kind = "cached", block = "rdd_4_1", rdd = 4, partition = 1, bytes = 8,
    records = 1, executor = 1, level = "MEMORY_ONLY"},
  {at = 7200000, kind = "block-removed", block = "rdd_4_1", executor = 1,
    why = "cleaned"},
}, 1, 5, #stored + 1, stored)
local copies = trace.new(stored):storage()
local nth = #copies - 3
tap.is_deeply({copies[nth].executor, copies[nth].place, copies[nth].why},
  {0, "disk", "stored"}, "a block that went to disk at once is told of once")
tap.is_deeply({copies[nth + 1].executor, copies[nth + 1].place}, {1, "memory"},
  "with its copy")
local partition_kept = copies[nth + 2]
tap.is_deeply({partition_kept.rdd, partition_kept.partition, partition_kept.time},
  {4, 1, 7100}, "a partition that is kept")
tap.is_deeply({copies[nth + 3].place, copies[nth + 3].why}, {nil, "cleaned"},
  "and forgotten")

-- The world outside, executors, states and errors
local outside = trace.new(table.move({
  {at = 7000000, kind = "driver", state = "killed"},
  {at = 7100000, kind = "executor", executor = 1, host = "node-1", cores = 2,
    state = "added"},
  {at = 7200000, kind = "executor", executor = 1, host = "node-1", cores = 2,
    state = "lost", text = "killed"},
  {at = 7200000, kind = "arrived", place = "orders", number = 1, text = "tea",
    lost = false},
  {at = 7300000, kind = "taken", place = "orders", number = 1, times = 2},
  {at = 7400000, kind = "ack", place = "orders", accepted = false, numbers = {1}},
  {at = 7500000, kind = "store", store = "totals", op = "put", key = "tea", value = "3",
    batch = 3000000, task = -1},
  {at = 7600000, kind = "state", rdd = 9, stream = 2, batch = 3000000, partition = 1,
    keys = 4, links = 2, bytes = 80},
  {at = 7700000, kind = "output-completed", batch = 3000000, output = 0,
    failed = "java.lang.Exception: no"},
}, 1, 9, #traces.demo() + 1, traces.demo()))
tap.is_deeply(field(outside:drivers(), "state"), {"killed"},
  "what became of the driver")
tap.is_deeply({outside:executors()[2].added, outside:executors()[2].lost}, {7100, 7200},
  "the life of an executor")
tap.is_deeply(field(outside:arrivals({lost = false}), "text"), {"tea"}, "what was sent")
tap.is(outside:takings({times = 2})[1].number, 1, "and given again")
tap.is_deeply(outside:acks({accepted = false})[1].numbers, {1}, "and not acknowledged")
tap.is(outside:acks()[1].blocksBefore, #outside:blocks(), "after these blocks")
local row = outside:stores({batch = 3000})[1]
tap.is_deeply({row.key, row.value, row.time}, {"tea", "3", 7500}, "a row of a table")
tap.is(row.task, nil, "that the driver wrote")
tap.is(outside:states({batch = 3000})[1].keys, 4, "how many keys have a state")
tap.is_deeply({outside:errors()[1].what, outside:errors()[1].batch}, {"output", 3000},
  "what failed")

-- Batches that are formed again
local doubled = traces.demo()
local copy = table.move(doubled, 1, #doubled, 1, {})
for _, record in ipairs(copy) do
  if record.batch == 3000000 and (record.kind == "batch"
    or record.kind == "jobs-started") then
    doubled[#doubled + 1] = record
  elseif record.batch == 3000000 and record.kind == "rdd" and record.blocks then
    doubled[#doubled + 1] = setmetatable({partitions = 2, blocks = false},
      {__index = record})
  end
end
doubled = trace.new(doubled)
tap.is_deeply(field(doubled:batches({from = 3000, to = 3000}), "run"), {1, 2},
  "each run of a batch is an object")
tap.is_deeply(field(doubled:batches({from = 2000, to = 3000}), "runs"), {1, 2, 2},
  "that knows how many there are")
tap.is_deeply(field(doubled:batches({from = 3000, to = 3000}), "partitions"), {5, 2},
  "and has the partitions of its own input")

-- A block that is gone when the RDD of its batch is made
local gone = traces.demo()
for _, record in ipairs(gone) do
  if record.kind == "rdd" and record.batch == 3000000 and record.blocks then
    table.remove(record.blocks, 1)
    record.partitions = record.partitions - 1
  end
end
gone = trace.new(gone)
tap.is_deeply(field(gone:batch(3000).blocks, "lost"),
  {true, false, false, false, false},
  "a block that its batch has, and the RDD has not, is lost")
tap.is_deeply({gone:batch(3000).partitions, gone:batch(3000).blocks[1].partition,
  gone:batch(3000).blocks[2].partition}, {4, nil, 0}, "the others are its partitions")

-- A buffer that dies with its executor
local died = traces.demo()
for i, record in ipairs({
  {kind = "record", receiver = 0, number = 30, text = "was lost", bytes = 8},
  {kind = "receiver", receiver = 0, stream = 0, state = "stopped", executor = 0,
    core = 0, text = "killed", lost = 1},
  {kind = "record", receiver = 0, number = 31, text = "came after", bytes = 10},
  {kind = "block", block = "input-0-7000", receiver = 0, from = 7000000, records = 1,
    bytes = 10, executor = 1, level = "MEMORY_ONLY"},
}) do
  record.at = 7000000 + i
  died[#died + 1] = record
end
died = trace.new(died):records()
tap.is_deeply({died[#died - 1].block, died[#died].block.id}, {nil, "input-0-7000"},
  "what was lost with a buffer is in no block, though one of its time follows")

-- Ranges of a log
local read = traces.demo()
local function chosen(restored)
  return {at = 1000000, kind = "offsets", stream = 0, batch = 1000000,
    restored = restored, ranges = {
      {topic = "orders", partition = 0, from = 3, ["until"] = 5},
      {topic = "orders", partition = 1, from = 7, ["until"] = 7}}}
end
local before = trace.new(traces.demo()):batch(1000).records
for i, record in ipairs(read) do
  if record.kind == "batch" then
    table.insert(read, i + 1, chosen(false))
    break
  end
end
read[#read + 1] = chosen(true)
read = trace.new(read)
tap.is(read:batch(1000).records, before + 2, "ranges count as records, once")
tap.is_deeply(field(read:offsets({batch = 1000}), "restored"), {false, true},
  "ranges are chosen, and restored")
local range = read:offsets()[1].ranges[1]
tap.is_deeply({range.topic, range.partition, range.fromOffset, range.untilOffset,
  range.count}, {"orders", 0, 3, 5, 2}, "a range as the program sees it")

-- Batches
tap.is_deeply(field(demo:batches(), "time"), {1000, 2000, 3000, 4000, 5000, 6000},
  "batches are named by their time")
tap.is_deeply(field(demo:batches({from = 2000, to = 4000}), "number"), {2, 3, 4},
  "batches of a range, both ends included")
tap.is_deeply(field(demo:batches(), "partitions"), {4, 5, 5, 5, 5, 5},
  "a block becomes a partition")
local second = demo:batch(2000)
tap.is(#second.blocks, 5, "blocks of a batch")
tap.is(second.blocks[1].cut, 1000, "the block cut at a tick is in the next batch")
tap.is(second.schedulingDelay, 0, "it did not wait")
tap.is(second.processingTime, 135, "it took 135 ms")
tap.is(second.totalDelay, 135, "from the tick to the end")
tap.is(#second.outputs, 2, "both outputs ran")
tap.is(#second.jobs, 2, "a job each")
tap.is(second.stages, 2, "a stage each")
tap.like(second.output, "^Time: 2000 ms\nTime: 2000 ms\n$", "what it printed")
tap.is(second.failed, false, "it did not fail")

-- Blocks and records know each other
tap.is(#demo:blocks({batch = 2000}), 5, "blocks by batch")
tap.is(#demo:blocks(), 30, "all blocks, also the one that is in no batch")
tap.is(demo:blocks()[30].batch, nil, "a block in no batch has none")
tap.is(demo:records({batch = 1000})[4].text, "record 4", "records by batch")
tap.is(#demo:records({receiver = 0}), 30, "records by receiver")
tap.is(demo:records()[30].block.cut, 6000, "a record knows its block")

-- Windows
local windows = demo:windows()
tap.is_deeply(field(windows, "time"), {2000, 4000, 6000}, "windows end at their slide")
tap.is_deeply(windows[1].batches, {1000, 2000}, "the first window is short")
tap.is_deeply(windows[2].entered, {3000, 4000}, "what enters a window")
tap.is_deeply(windows[2].left, {1000}, "what leaves it")

-- The others
tap.is(demo:streams()[1].name, "lines", "streams")
tap.is_deeply(field(demo:outputs(), "stream"), {0, 1}, "outputs know their streams")
tap.is(demo:receivers()[1].state, "started", "the state of a receiver")
tap.is(#demo:tasks({batch = 2000}), 2, "tasks by batch")
tap.is(#demo:jobs({batch = 2000, output = 1}), 1, "jobs by batch and output")
tap.is(#demo:printed({output = 1}), 3, "what an output printed")
tap.is(#demo:rdds({stream = 0}), 6, "an RDD for each batch")

-- A queue of batches
local late = trace.new(traces.late())
tap.is(late:batch(4000).processingTime, 1700, "batch 4 takes too long")
tap.is(late:batch(5000).schedulingDelay, 700, "so batch 5 waits")
tap.is(late:batch(7000).partitions, 4, "no record, no block")

-- No core
local stuck = trace.new(traces.one_core())
tap.is(stuck:batch(1000).worked_us, nil, "no task of the first batch gets a core")
tap.is(stuck:batch(2000).schedulingDelay, nil, "what has not happened is nil")

-- Failures
local failing = trace.new(traces.failing())
tap.is(failing:batch(3000).failed, true, "a failed batch")
tap.like(failing:batch(3000).outputs[1].failed, "no such word", "and its error")

-- Several receivers, none
local two = trace.new(traces.two_receivers())
tap.is(two:batch(2000).partitions, 8, "partitions of all receivers are added up")
tap.is(#two:blocks({batch = 2000, receiver = 1}), 3, "blocks by receiver and batch")
tap.is(two:blocks({batch = 2000, receiver = 1})[1].partition, 0,
  "partitions count from 0 in each stream")
tap.is(trace.new(traces.queue()):batch(1000).partitions, 2, "partitions without blocks")

-- The wall clock
local wall = trace.new(traces.wall())
tap.is(wall:batch(1760000005000).records, 0, "times of the wall clock count from 1970")

-- Mistakes
tap.raises(function() return second.partition end, "did you mean partitions?",
  "a misspelt field raises and is corrected")
tap.raises(function() second.color = 1 end, "cannot be changed", "read only")
tap.raises(function() demo:batch(1500) end, "no batch has the time 1500 ms",
  "a batch that does not exist")
tap.raises(function() demo:blocks({bach = 2000}) end, "no field `bach`",
  "a misspelt filter")
tap.raises(function() trace.new({}) end, "holds no run", "an empty list")
tap.raises(function()
  trace.new({{kind = "stopped", at = 0, reason = "end", received = 0, in_batches = 0}})
end, "the context was never started", "a program that failed before its start")

-- Reading from a function, and what is not known
local records, i = traces.demo(), 0
local again = trace.new(function()
  i = i + 1
  return records[i]
end)
tap.is(#again:batches(), 6, "records may come from a function")
table.insert(records, 2, {kind = "news of a later version", at = 0})
tap.is(#trace.new(records):batches(), 6, "unknown kinds are left aside")

-- An RDD that the program made before the run, and puts into a queue
local given = traces.queue()
local own = {kind = "rdd", at = 0, rdd = 90, op = "parallelize", stream = -1,
  batch = -1, partitions = 3, parents = {}, wide = false}
for place, record in ipairs(given) do
  if record.kind == "rdd" then
    given[place] = {kind = "rdd", at = record.at, rdd = 100 + place, op = "map",
      stream = 1, batch = record.batch, partitions = 3, parents = {90}, wide = false}
  end
end
table.insert(given, 1, own)
table.insert(given, 4, {kind = "stream", at = 0, stream = 1, op = "map", parents = {0},
  slide = 1000000, window = 0, receiver = -1})
local queue = trace.new(given)
tap.is(#queue:rdds({op = "parallelize"}), 1, "an RDD may come before the run")
tap.is(queue:batch(1000).partitions, 3, "and bring its partitions into a batch")

-- An RDD that was kept, lost and kept again, checkpointed and forgotten
local changed = traces.demo()
local last = table.remove(changed)
local function happens(at, kind, fields)
  fields.at, fields.kind = at, kind
  changed[#changed + 1] = fields
end
happens(last.at, "rdd", {rdd = 70, op = "cogroup", stream = -1, batch = -1,
  partitions = 2, parents = {0, 1}, wide = true, type = "CoGroupedRDD",
  line = 9, shuffles = {-1, 4}})
happens(last.at, "cached", {block = "rdd_70_1", rdd = 70, partition = 1, records = 3,
  bytes = 24, executor = 0, level = "MEMORY_ONLY"})
happens(last.at + 1, "block-copy", {block = "rdd_70_1", executor = 1, place = "memory",
  why = "replicated"})
happens(last.at + 2, "block-removed", {block = "rdd_70_1", executor = 0, why = "lost"})
happens(last.at + 3, "block-removed", {block = "rdd_70_1", executor = 1, why = "lost"})
happens(last.at + 4, "cached", {block = "rdd_70_1", rdd = 70, partition = 1,
  records = 3, bytes = 24, executor = 2, level = "MEMORY_ONLY"})
happens(last.at + 5, "checkpoint", {rdd = 70, stream = -1, batch = -1, partitions = 2,
  bytes = 50})
happens(last.at + 6, "forgotten", {stream = -1, batch = -1, rdd = 70})
changed[#changed + 1] = last
local worn = trace.new(changed)
local rdd, kept = worn:rdd(70), worn:kept(70)
tap.is(rdd.type .. " " .. rdd.line .. " " .. rdd.shuffles[2], "CoGroupedRDD 9 4",
  "an RDD knows its class, its line and its shuffles")
tap.is(worn:rdd(71), nil, "an RDD that is not there")
tap.is(#kept, 2, "a partition was kept twice")
tap.is(kept[1].gone_us, last.at + 3, "it is gone with its last copy")
tap.is(kept[1].why, "lost", "and why")
tap.is(kept[2].gone_us, nil, "the second time it stays")
tap.is(worn:checkpoint(70).at_us, last.at + 5, "when it was written")
tap.is(rdd.forgotten_us, last.at + 6, "when nobody could ask for it any more")
tap.is(#worn:kept(0), 0, "of another RDD nothing is kept")

-- Stages know what they compute, and how often they began
local engine = trace.new(traces.file("tests/golden/own/demo.jsonl"))
local job = engine:jobs()[2]
tap.is(job.stages[1].rdd, engine:rdd(job.rdd).parents[1],
  "a map stage ends with the RDD before the shuffle")
tap.is(job.stages[1].shuffle, engine:rdd(job.rdd).shuffles[1],
  "and writes what the next stage reads")
tap.is(job.stages[2].shuffle, -1, "the result stage writes for no shuffle")
tap.is(#job.stages[2].attempts, 1, "it began once")
tap.is(job.stages[2].attempts[1].tasks, 1, "with one task")

-- A batch counts the shuffles that its jobs made: two for the join, those of RDDs that
-- functions of outputs made; not again the one of the batch before, which the window
-- reads, nor the one that no job needed.
local shuffled = trace.new(traces.file("tests/golden/own/shuffles.jsonl"))
for _, batch in ipairs(shuffled:batches()) do
  tap.is(batch.shuffles, 6, "shuffles of the batch of " .. batch.time .. " ms")
end
local without = traces.file("tests/golden/own/shuffles.jsonl")
for at = #without, 1, -1 do
  if without[at].kind == "job-started" and without[at].batch == 1000000 then
    table.remove(without, at)
  end
end
local later = trace.new(without)
tap.is(later:batch(1000).shuffles, 0, "without a job none")
tap.is(later:batch(2000).shuffles, 7, "the window is the first to need one")
tap.is(engine:batches()[1].shuffles, 1, "two outputs that need one shuffle")

-- The keys of a state
local function state_of(at, number, batch, counts)
  local record = {at = at, kind = "state", rdd = number, stream = 2, batch = batch,
    partition = 0, links = 0, bytes = -1, initial = 0, new = 0, changed = 0, same = 0,
    removed = 0, timed_out = 0, given = -1, named = 1}
  for name, value in pairs(counts) do
    record[name] = value
  end
  return record
end

local function key_of(at, number, batch, what, value)
  return {at = at, kind = "state-key", rdd = number, stream = 2, batch = batch,
    partition = 0, key = "tea", value = value, what = what, values = -1,
    left = {{1000000, "2"}}}
end

local known = traces.demo()
table.move({
  state_of(7000000, 5, 1000000, {keys = 1, initial = 1}),
  key_of(7000000, 5, 1000000, "initial", "1"),
  state_of(7000000, 6, 1000000, {keys = 2, new = 1, changed = 1}),
  key_of(7000000, 6, 1000000, "changed", "2"),
  state_of(7100000, 9, 3000000, {keys = 1, timed_out = 1, removed = 1}),
  key_of(7100000, 9, 3000000, "timed-out"),
  state_of(7200000, 8, 2000000, {keys = 3, given = 2}),
  state_of(7300000, 9, 3000000, {keys = 1, timed_out = 1, removed = 1}),
  key_of(7300000, 9, 3000000, "removed"),
}, 1, 9, #known + 1, known)
known = trace.new(known)
tap.is_deeply(known:stateTimes(2), {1000, 2000, 3000}, "when a state is known")
tap.is(known:state(2, 1000).keys, 2, "of several RDDs of a batch the last one counts")
tap.is(known:state(2, 1000).initial, 1, "and what became of keys, in all of them")
tap.is_deeply(field(known:stateKeys(2, 1000), "what"), {"initial", "changed"},
  "the keys with names, in order")
tap.is_deeply({known:state(2, 3000).gone, known:state(2, 3000).timedOut}, {2, 1},
  "what was computed again counts once")
tap.is_deeply(field(known:stateKeys(2, 3000), "what"), {"removed"},
  "and replaces what was said before")
tap.is_deeply({known:state(2, 2000).given, known:state(2, 3000).given}, {2, nil},
  "what is not known is nil")
local lives = traces.demo()
table.move({
  state_of(7000000, 5, 1000000, {keys = 2, new = 1, named = 1}),
  key_of(7000000, 5, 1000000, "new", "1"),
  state_of(8000000, 9, 1000000, {keys = 1, initial = 1, named = 1}),
  key_of(8000000, 9, 1000000, "initial", "1"),
  state_of(8000000, 6, 2000000, {keys = 2, new = 1, named = 1}),
  key_of(8000000, 6, 2000000, "new", "1"),
  state_of(9000000, 10, 2000000, {keys = 1, changed = 1, named = 1}),
  key_of(9000000, 10, 2000000, "changed", "2"),
}, 1, 8, #lives + 1, lives)
lives = trace.new(lives)
tap.is(lives:state(2, 1000).keys, 2, "a state that only came back says nothing new")
tap.is_deeply(field(lives:stateKeys(2, 1000), "what"), {"new"}, "nor do its keys")
tap.is_deeply(field(lives:stateKeys(2, 2000), "what"), {"changed"},
  "what another life computed takes the place")
tap.is_deeply(known:stateKeys(2, 1000)[1].left[1], {batch = 1000, value = "2"},
  "what left a window")
tap.is_deeply({known:state(7, 1000).keys, #known:stateKeys(7, 1000)}, {0, 0},
  "a stream without a state has no keys")
tap.is(#demo:windows(1), 3, "the windows of a stream by its number")

tap.done()
