-- What --explain says about runs: the sentences and the notes.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local summary = require("sluice.summary")
local tap = require("tap")
local trace = require("sluice.trace")
local traces = require("traces")

local SECOND = 1000000

local function lines(records)
  return summary.lines(trace.new(records))
end

local function sentences()
  tap.is(lines(traces.demo()), [[
explain: 6 s, 6 batches, 30 records arrived, 29 were in a batch, ]]
    .. [[
1 in the block cut at 6 s
  Batch 1 (1000 ms) has 4 partitions, batches 2 to 6 have 5: ]]
    .. [[
the block cut at a tick waits for the next batch.
  The window ran at 2, 4 and 6 s, over batches 1 to 2, 2 to 4, 4 to 6; ]]
    .. [[
the first is short, it does not wait.
  A batch took 50 to 55 ms, with the window 135 ms, of 1 s: 13.5 % at most. ]]
    .. [[
No batch waited.
]], "the word count of the first five minutes")
  tap.like(lines(traces.one_core()), "  No batch ran to its end%. "
    .. "Batches 1 to 5 did not end%.\n$", "no core for tasks")
  tap.like(lines(traces.failing()), " Batch 3 failed%.\n$", "a failed batch")
  tap.like(lines(traces.queue()), "^explain: 6 s, 6 batches\n"
    .. "  Every batch has 2 partitions%.\n", "no receiver")
  tap.like(lines(traces.silent()), "no record arrived\n", "no record")
  tap.like(lines(traces.late()), "Batches 5 to 6 waited, 700 ms at most%.\n$",
    "batches that waited")
  tap.like(lines(traces.wall()), "1 in the block cut at 12 s\n",
    "under the wall clock, from the start of the run")
end

-- A run of two batches: numbers -> doubled, from which two outputs start.
local PROGRAM = [[
local ssc     = StreamingContext("local[4]", "notes", Seconds(1))
local numbers = ssc:queueStream(queue)
local doubled = numbers:map(double)
doubled:print()
doubled:count():print()
]]

local Run = {}
Run.__index = Run

function Run:add(at, kind, fields)
  fields.at, fields.kind = at, kind
  self[#self + 1] = fields
end

local function new_run(master)
  local run = setmetatable({}, Run)
  run:add(0, "run", {program = "notes.lua", app = "notes", clock = "simulated",
    seed = 1, master = master or "local[4]", interval = SECOND, zero = 0, conf = {},
    block_interval = SECOND // 5})
  return run
end

function Run:stream(number, op, parents, more)
  local fields = {stream = number, op = op, parents = parents, slide = SECOND,
    window = 0, receiver = -1, file = "notes.lua", line = number + 2}
  for name, value in pairs(more or {}) do
    fields[name] = value
  end
  self:add(0, "stream", fields)
end

-- A batch whose RDDs are numbered from `first`: input, map, count; both outputs run.
local function shared_batch(run, number, first, cached)
  local time = number * SECOND
  run:add(time, "batch", {batch = time, number = number, records = 4, blocks = {}})
  for i = 0, 2 do
    run:add(time, "rdd", {rdd = first + i, op = "map", stream = i, batch = time,
      partitions = 1, parents = i > 0 and {first + i - 1} or {}, wide = false})
  end
  for output = 0, 1 do
    run:add(time, "job-started", {job = first + output, batch = time, output = output,
      action = "take", rdd = first + 1 + output, partitions = {0}, stages = {}})
    if cached then
      run:add(time, "cached", {block = "rdd", rdd = first + 1, partition = 0,
        executor = 0})
    end
  end
end

local function shared_run(cached)
  local run = new_run()
  run:stream(0, "queueStream", {}, {name = "numbers"})
  run:stream(1, "map", {0}, {name = "doubled"})
  run:stream(2, "count", {1})
  for output = 0, 1 do
    run:add(0, "output", {output = output, op = "print", stream = output + 1,
      file = "notes.lua", line = output + 4})
  end
  shared_batch(run, 1, 0, cached)
  shared_batch(run, 2, 3, cached)
  return trace.new(run)
end

local function computed_twice()
  local notes = summary.notes(shared_run(false), PROGRAM)
  tap.is(#notes, 1, "one note for a shared stream")
  tap.is(diagnostic.format(notes[1]), [[
notes.lua:3: note: `doubled` is computed twice in every batch [computed-twice]
  why:  the outputs of lines 4 and 5 both start from it
  try:  doubled:cache() before line 4
  more: sluice explain computed-twice
]], "computed-twice")
  tap.is_deeply({notes[1].column, notes[1].mark}, {7, 7}, "its caret is under the name")
  tap.is(#summary.notes(shared_run(true), PROGRAM), 0, "a cached stream is not")
end

local function window_gap()
  local run = new_run()
  run:stream(0, "queueStream", {})
  run:stream(1, "window", {0}, {window = SECOND, slide = 2 * SECOND})
  for number = 1, 4 do
    local time = number * SECOND
    run:add(time, "batch", {batch = time, number = number, records = 3, blocks = {}})
    if number % 2 == 0 then
      run:add(time, "window", {stream = 1, batch = time, length = SECOND,
        slide = 2 * SECOND, members = {time}})
    end
  end
  local notes = summary.notes(trace.new(run), nil)
  tap.is(#notes, 1, "one note for a gap")
  tap.is(notes[1].message, "the window is 1 s long and slides by 2 s", "what it is")
  tap.is(notes[1].why, "batches 1 and 3 are in no window, with 6 records", "why")
  tap.is(#summary.notes(trace.new(traces.demo()), nil), 0, "no note for a usual window")
end

local function busy_run(partitions, took)
  local run = new_run()
  run:stream(0, "queueStream", {})
  run:add(SECOND, "batch", {batch = SECOND, number = 1, records = 9, blocks = {}})
  run:add(SECOND, "rdd", {rdd = 0, op = "queueStream", stream = 0, batch = SECOND,
    partitions = partitions, parents = {}, wide = false})
  run:add(SECOND, "jobs-submitted", {batch = SECOND, outputs = {0}})
  run:add(SECOND, "jobs-started", {batch = SECOND, waited = 0})
  run:add(SECOND + took, "jobs-completed", {batch = SECOND, took = took})
  return trace.new(run)
end

local function few_partitions()
  local notes = summary.notes(busy_run(1, 900000), nil)
  tap.is(#notes, 1, "one note for idle cores")
  tap.is(notes[1].message, "a batch has 1 partition, and 4 cores could work on it",
    "what it is")
  tap.is(notes[1].why, "the longest batch took 900 ms of 1 s while 3 cores were idle",
    "why it matters")
  tap.is(#summary.notes(busy_run(1, 400000), nil), 0, "a short batch may be narrow")
  tap.is(#summary.notes(busy_run(4, 900000), nil), 0, "all cores are used")
end

sentences()
computed_twice()
window_gap()
few_partitions()
tap.done()
