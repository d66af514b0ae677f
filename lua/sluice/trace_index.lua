-- sluice.trace_index: the records of a trace, tied together as objects.
-- Spark: what a StreamingListener is told, and what it is not told.
--
-- Records (docs/trace.md) are read once, in order: a record comes to know its block, a
-- block its batch, a batch its jobs. sluice.trace gives the objects out. `read` of an
-- index has what each kind of record does to it.
-- SPDX-License-Identifier: MIT
local trace_inputs = require("sluice.trace_inputs")
local trace_jobs = require("sluice.trace_jobs")
local trace_kinds = require("sluice.trace_kinds")
local trace_origins = require("sluice.trace_origins")
local trace_outside = require("sluice.trace_outside")
local trace_rates = require("sluice.trace_rates")
local trace_rdds = require("sluice.trace_rdds")
local trace_runs = require("sluice.trace_runs")
local trace_states = require("sluice.trace_states")
local trace_storage = require("sluice.trace_storage")
local words = require("sluice.words")

local M = {}

-- The fields of each kind of object. A field that is not named here cannot be read.
local FIELDS = {
  run = "program app master clock seed conf interval blockInterval zero interval_us "
    .. "block_us zero_us started_us reason end_us received inBatches",
  stream = "number op name parents slide window receiver file line slide_us window_us",
  output = "number op stream file line",
  receiver = "number stream state text executor core states",
  record = "number receiver text bytes time at_us block",
  block = "id receiver records bytes executor level from cut from_us cut_us batch "
    .. "index partition lost replicas removed",
  batch = "time number records blocks partitions stages shuffles jobs outputs output "
    .. "schedulingDelay processingTime totalDelay failed time_us submitted_us "
    .. "started_us completed_us worked_us inputs jobsBefore waiting run runs",
  window = "stream time length slide batches entered left time_us length_us slide_us",
  rdd = "number op stream batch partitions parents wide blocks type line shuffles "
    .. "made_us forgotten_us",
  offsets = "stream batch ranges records restored time at_us",
  range = "topic partition fromOffset untilOffset count",
  printed = "place batch output text time at_us",
}

for _, part in ipairs({trace_jobs, trace_origins, trace_outside, trace_rates,
  trace_rdds, trace_states, trace_storage}) do
  for kind, names in pairs(part.fields) do
    FIELDS[kind] = names
  end
end

-- Metatables by kind: unknown fields raise, and nothing can be added.
local CLASSES = {}
for kind, text in pairs(FIELDS) do
  local names, known = {}, {}
  for name in text:gmatch("%S+") do
    names[#names + 1] = name
    known[name] = true
  end
  CLASSES[kind] = {
    __name = kind,
    __index = function(_, name)
      if known[name] then
        return nil
      end
      local near = words.nearest(tostring(name), names)
      error(("a %s has no field %s; %s"):format(kind, words.name(tostring(name)),
        near and "did you mean " .. near .. "?" or "it has " .. words.list(names)), 2)
    end,
    __newindex = function(_, name)
      error(("a %s cannot be changed: field %s"):format(kind, words.name(name)), 2)
    end,
  }
end

local function object(kind, fields)
  return setmetatable(fields, CLASSES[kind])
end

local set = rawset -- what an object gets of its own: others cannot add to it

local function ms(us)
  return us and us // 1000
end

-- What each kind of record does to the index. A kind without an entry is left aside.
local READ = {}

trace_rates.install(READ, object)
trace_inputs.install(READ, object)
trace_jobs.install(READ, object)

function READ.run(index, r)
  index.n_inputs, index.input_by_stream = 0, {}
  index.run = object("run", {
    program = r.program, app = r.app, master = r.master, clock = r.clock, seed = r.seed,
    conf = r.conf, interval = ms(r.interval), blockInterval = ms(r.block_interval),
    zero = ms(r.zero), interval_us = r.interval, block_us = r.block_interval,
    zero_us = r.zero, started_us = r.at,
  })
end

function READ.stream(index, r)
  local stream = object("stream", {
    number = r.stream, op = r.op, name = r.name, parents = r.parents or {},
    slide = ms(r.slide), window = ms(r.window), slide_us = r.slide,
    window_us = r.window, receiver = r.receiver, file = r.file, line = r.line,
  })
  index.streams[#index.streams + 1] = stream
  index.stream_by_number[r.stream] = stream
  if #stream.parents == 0 then
    index.input_by_stream[r.stream] = index.n_inputs
    index.n_inputs = index.n_inputs + 1
  end
end

function READ.output(index, r)
  local output = object("output", {
    number = r.output, op = r.op, stream = r.stream, file = r.file, line = r.line,
  })
  index.outputs[#index.outputs + 1] = output
  index.output_by_number[r.output] = output
end

function READ.receiver(index, r)
  local receiver = index.receiver_by_number[r.receiver]
  if not receiver then
    receiver = object("receiver", {number = r.receiver, stream = r.stream, states = {}})
    index.receiver_by_number[r.receiver] = receiver
    index.receivers[#index.receivers + 1] = receiver
  end
  for _, name in ipairs({"state", "text", "executor", "core"}) do
    set(receiver, name, r[name])
  end
  receiver.states[#receiver.states + 1] = {at_us = r.at, time = ms(r.at),
    state = r.state, text = r.text, executor = r.executor, core = r.core,
    lost = r.lost}
  trace_inputs.drop(index.arrived[r.receiver], r.lost or 0)
end

function READ.record(index, r)
  local record = object("record", {
    number = r.number, receiver = r.receiver, text = r.text, bytes = r.bytes,
    time = ms(r.at), at_us = r.at,
  })
  index.records[#index.records + 1] = record
  local queue = index.arrived[r.receiver]
  if not queue then
    queue = {first = 1}
    index.arrived[r.receiver] = queue
  end
  queue[#queue + 1] = record
end

function READ.block(index, r)
  local copies = index.copies[r.block]
  local executors = copies and {r.executor, table.unpack(copies)} or {r.executor}
  local block = object("block", {
    id = r.block, receiver = r.receiver, records = r.records, bytes = r.bytes,
    executors = executors, replicas = #executors, removed = {}, level = r.level,
    from = ms(r.from), from_us = r.from, cut = ms(r.at), cut_us = r.at})
  index.blocks[#index.blocks + 1] = block
  index.block_by_id[r.block] = block
  trace_inputs.fill_block(index.arrived[r.receiver], block)
end

function READ.batch(index, r)
  local blocks = {}
  for i, id in ipairs(r.blocks or {}) do
    local block = index.block_by_id[id]
    if block then
      set(block, "batch", ms(r.batch))
      set(block, "index", i - 1)
      set(block, "partition", i - 1)
      blocks[#blocks + 1] = block
    end
  end
  local batch = object("batch", {
    time = ms(r.batch), time_us = r.batch, number = r.number, records = r.records,
    blocks = blocks, partitions = #blocks, stages = 0, shuffles = 0, jobs = {},
    outputs = {}, output = "", failed = false, inputs = {}, waiting = 0,
  })
  index.batches[#index.batches + 1] = batch
  index.inputs[batch.time], index.given[batch.time] = nil, nil -- of an earlier life
  trace_runs.formed(index, batch)
  index.batch_by_time[batch.time] = batch
end

-- The input RDDs of a batch decide its number of partitions; for a batch of blocks they
-- say the same as the list of blocks, but number them stream by stream. Files have an
-- RDD each, and the last one of their stream unites them.
local function read_input(index, batch, rdd)
  local sizes = index.inputs[batch.time] or {count = 0}
  index.inputs[batch.time] = sizes
  if not sizes[rdd.stream] then
    trace_inputs.note(index, batch, index.stream_by_number[rdd.stream])
  end
  sizes.count = sizes.count - (sizes[rdd.stream] or 0) + rdd.partitions
  sizes[rdd.stream] = rdd.partitions
  set(batch, "partitions", sizes.count)
  if rdd.blocks then
    trace_inputs.number_partitions(index, batch, rdd)
  end
end

function READ.rdd(index, r)
  local rdd = object("rdd", {
    number = r.rdd, op = r.op, stream = r.stream, batch = ms(r.batch), wide = r.wide,
    partitions = r.partitions, parents = r.parents or {}, blocks = r.blocks,
    type = r.type, line = r.line, shuffles = r.shuffles or {}, made_us = r.at,
  })
  index.rdds[#index.rdds + 1] = rdd
  index.rdd_by_number[r.rdd] = rdd
  local batch = index.batch_by_time[rdd.batch]
  local stream = index.stream_by_number[r.stream]
  if not batch then
    return
  end
  if not stream then
    return
  elseif #stream.parents == 0 then
    read_input(index, batch, rdd)
  end
  for _, parent in ipairs(rdd.parents) do
    trace_inputs.note_given(index, batch, parent)
  end
end

-- Where nobody asks for RDDs: what a record of one says of its batch. One that belongs
-- to no stream may become a parent later.
local function read_size(index, r)
  local stream = index.stream_by_number[r.stream]
  local batch = index.batch_by_time[ms(r.batch)]
  if not stream or not batch then
    return READ.rdd(index, r)
  elseif #stream.parents == 0 then
    read_input(index, batch, r)
  end
  for _, parent in ipairs(r.parents or {}) do
    trace_inputs.note_given(index, batch, parent)
  end
end

-- The members of `list` that are not in `other`.
local function without(list, other)
  local there, rest = {}, {}
  for _, value in ipairs(other) do
    there[value] = true
  end
  for _, value in ipairs(list) do
    if not there[value] then
      rest[#rest + 1] = value
    end
  end
  return rest
end

function READ.window(index, r)
  local batches = {}
  for i, time in ipairs(r.members or {}) do
    batches[i] = ms(time)
  end
  local before = index.last_window[r.stream] or {}
  index.last_window[r.stream] = batches
  index.windows[#index.windows + 1] = object("window", {
    stream = r.stream, time = ms(r.batch), length = ms(r.length), slide = ms(r.slide),
    batches = batches, entered = without(batches, before),
    left = without(before, batches), time_us = r.batch, length_us = r.length,
    slide_us = r.slide,
  })
end

function READ.printed(index, r)
  local batch = index.batch_by_time[ms(r.batch)] -- none: batch -1, of no batch
  index.printed[#index.printed + 1] = object("printed", {
    place = r.place, batch = batch and batch.time, output = r.output, text = r.text,
    time = ms(r.at), at_us = r.at,
  })
  if batch and r.place == "driver" then
    set(batch, "output", batch.output .. r.text)
  end
end

function READ.stopped(index, r)
  local run = index.run
  if not run then
    return
  end
  set(run, "reason", r.reason)
  set(run, "end_us", r.at)
  set(run, "received", r.received)
  set(run, "inBatches", r.in_batches)
end

trace_rdds.install(READ, object)
trace_origins.install(READ, object)
trace_outside.install(READ, object)
trace_states.install(READ, object)
trace_storage.install(READ, object)

---An index without a record.
---@param kinds? table<string, boolean> those that are going to be read; nil: all
function M.new(kinds)
  local read = kinds and trace_kinds.watching(READ, kinds) or READ
  if kinds and kinds.rdd == trace_kinds.sizes then
    read.rdd = read_size
  end
  local index = {
    read = read, kinds = kinds,
    streams = {}, stream_by_number = {}, outputs = {}, receivers = {}, records = {},
    receiver_by_number = {}, arrived = {}, blocks = {}, block_by_id = {}, batches = {},
    batch_by_time = {}, inputs = {}, given = {}, rdds = {}, rdd_by_number = {},
    windows = {}, last_window = {}, output_by_number = {}, printed = {}, copies = {},
    rates = {}, offsets = {}, same_time = {},
  }
  for _, part in ipairs({trace_jobs, trace_origins, trace_outside, trace_storage,
    trace_rdds, trace_states}) do
    part.prepare(index)
  end
  return index
end

return M
