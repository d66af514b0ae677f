-- sluice.trace_index: the records of a trace, tied together as objects.
-- Spark: what a StreamingListener is told, and what it is not told.
--
-- Records (docs/trace.md) are read once, in order: a record comes to know its block, a
-- block its batch, a batch its jobs. sluice.trace gives the objects out.
-- SPDX-License-Identifier: MIT
local trace_inputs = require("sluice.trace_inputs")
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
  work = "output op failed started_us completed_us worked_us",
  window = "stream time length slide batches entered left time_us length_us slide_us",
  job = "number batch output action rdd partitions stages failed started_us "
    .. "completed_us worked_us",
  stage = "number name tasks parents skipped ran rdd shuffle attempts",
  task = "number stage job batch index partition attempt executor core locality "
    .. "speculative records written failed started_us ended_us cost_fixed cost_records "
    .. "cost_shuffle cost_bytes cost_network cost_instructions cost_open cost_slept "
    .. "cost_noise result_bytes changed",
  rdd = "number op stream batch partitions parents wide blocks type line shuffles "
    .. "made_us forgotten_us",
  offsets = "stream batch ranges records restored time at_us",
  range = "topic partition fromOffset untilOffset count",
  printed = "place batch output text time at_us",
}

for _, part in ipairs({trace_origins, trace_outside, trace_rates, trace_rdds,
  trace_states, trace_storage}) do
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
  local executors = {r.executor, table.unpack(index.copies[r.block] or {})}
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
  trace_runs.formed(index, batch)
  index.batch_by_time[batch.time] = batch
end

-- The input RDDs of a batch decide its number of partitions; for a batch of blocks they
-- say the same as the list of blocks, but number them stream by stream.
local function read_input(index, batch, rdd)
  local sizes = index.inputs[batch.time] or {count = 0}
  index.inputs[batch.time] = sizes
  if sizes[rdd.stream] then
    return
  end
  sizes[rdd.stream] = true
  trace_inputs.note(index, batch, index.stream_by_number[rdd.stream])
  sizes.count = sizes.count + rdd.partitions
  set(batch, "partitions", sizes.count)
  if rdd.blocks then
    trace_inputs.number_partitions(index, batch, rdd)
  end
end

-- An RDD that the program made comes into a batch as a parent of a stream's RDD, or as
-- what a job works on. It counts where no stream has an input RDD of its own.
local function read_given(index, batch, number)
  local rdd = index.rdd_by_number[number]
  if rdd and rdd.stream < 0 and not index.inputs[batch.time] then
    index.given[batch.time] = (index.given[batch.time] or 0) + rdd.partitions
    set(batch, "partitions", index.given[batch.time])
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
  if rdd.wide then
    set(batch, "shuffles", batch.shuffles + 1)
  end
  if not stream then
    return
  elseif #stream.parents == 0 then
    read_input(index, batch, rdd)
  end
  for _, parent in ipairs(rdd.parents) do
    read_given(index, batch, parent)
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

-- What belongs to a batch that the trace does not hold (batch -1) is dropped.
local function in_batch(index, r)
  return index.batch_by_time[ms(r.batch)]
end

local function find_work(batch, output)
  for _, work in ipairs(batch.outputs) do
    if work.output == output then
      return work
    end
  end
end

READ["jobs-submitted"] = function(index, r)
  local batch = in_batch(index, r)
  if batch then
    set(batch, "submitted_us", r.at)
    set(batch, "jobsBefore", #index.jobs)
  end
end

READ["jobs-started"] = function(index, r)
  local batch = in_batch(index, r)
  if batch then
    set(batch, "started_us", r.at)
    set(batch, "schedulingDelay", ms(r.waited))
    trace_runs.started(index, batch)
  end
end

READ["jobs-completed"] = function(index, r)
  local batch = in_batch(index, r)
  if batch then
    set(batch, "completed_us", r.at)
    set(batch, "processingTime", ms(r.took))
    set(batch, "totalDelay", ms(r.at - (batch.submitted_us or batch.time_us)))
    set(batch, "failed", batch.failed or r.failed or false)
  end
end

READ["output-started"] = function(index, r)
  local batch = in_batch(index, r)
  if batch then
    local output = index.output_by_number[r.output]
    batch.outputs[#batch.outputs + 1] = object("work",
      {output = r.output, op = output and output.op, started_us = r.at})
  end
end

READ["output-completed"] = function(index, r)
  local batch = in_batch(index, r)
  local work = batch and find_work(batch, r.output)
  if work then
    set(work, "completed_us", r.at)
    set(work, "failed", r.failed)
    set(batch, "failed", batch.failed or r.failed ~= nil)
  end
end

local function read_stages(index, list)
  local stages, ran = {}, 0
  for i, stage in ipairs(list or {}) do
    stages[i] = object("stage", {number = stage.stage, name = stage.name, ran = false,
      tasks = stage.tasks, parents = stage.parents or {}, skipped = stage.skipped,
      rdd = stage.rdd, shuffle = stage.shuffle, attempts = {}})
    index.stage_by_number[stage.stage] = stages[i]
    ran = ran + (stage.skipped and 0 or 1)
  end
  return stages, ran
end

READ["job-started"] = function(index, r)
  local stages, ran = read_stages(index, r.stages)
  local batch = in_batch(index, r)
  local job = object("job", {
    number = r.job, batch = batch and batch.time, output = r.output, action = r.action,
    rdd = r.rdd, partitions = r.partitions or {}, stages = stages, started_us = r.at,
  })
  index.jobs[#index.jobs + 1] = job
  index.job_by_number[r.job] = job
  if batch then
    batch.jobs[#batch.jobs + 1] = job
    if batch.partitions == 0 then
      read_given(index, batch, r.rdd)
    end
    set(batch, "stages", batch.stages + ran)
  end
end

READ["job-completed"] = function(index, r)
  local job = index.job_by_number[r.job]
  if job then
    set(job, "completed_us", r.at)
    set(job, "failed", r.failed)
  end
end

READ["stage-started"] = function(index, r)
  index.job_of_stage[r.stage] = index.job_by_number[r.job]
  local stage = index.stage_by_number[r.stage]
  if stage then
    set(stage, "ran", true)
  end
end

-- The first task of a job shows that it got a core.
local function note_first_task(index, job, at)
  if not job or job.worked_us then
    return
  end
  set(job, "worked_us", at)
  local batch = index.batch_by_time[job.batch]
  if not batch then
    return
  end
  if not batch.worked_us then
    set(batch, "worked_us", at)
  end
  local work = find_work(batch, job.output)
  if work and not work.worked_us then
    set(work, "worked_us", at)
  end
end

READ["task-started"] = function(index, r)
  local job = index.job_of_stage[r.stage]
  local task = object("task", {
    number = r.task, stage = r.stage, job = job and job.number, index = r.index,
    batch = job and job.batch, partition = r.partition, attempt = r.attempt,
    executor = r.executor, core = r.core, started_us = r.at, locality = r.locality,
    speculative = r.speculative,
  })
  index.tasks[#index.tasks + 1] = task
  index.task_by_number[r.task] = task
  note_first_task(index, job, r.at)
end

-- What a task gets from the record of its end.
local AT_END = {"records", "written", "failed", "cost_fixed", "cost_records", "calls",
  "cost_shuffle", "cost_bytes", "cost_network", "cost_instructions", "cost_open",
  "cost_slept", "cost_noise", "result_bytes", "changed"}

READ["task-ended"] = function(index, r)
  local task = index.task_by_number[r.task]
  if not task then
    return
  end
  set(task, "ended_us", r.at)
  for _, name in ipairs(AT_END) do
    set(task, name, r[name])
  end
end

function READ.printed(index, r)
  local batch = in_batch(index, r)
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
function M.new()
  local index = {
    streams = {}, stream_by_number = {}, outputs = {}, receivers = {}, records = {},
    receiver_by_number = {}, arrived = {}, blocks = {}, block_by_id = {}, batches = {},
    batch_by_time = {}, inputs = {}, given = {}, rdds = {}, rdd_by_number = {},
    windows = {}, last_window = {}, jobs = {}, job_by_number = {}, job_of_stage = {},
    output_by_number = {}, stage_by_number = {}, tasks = {}, task_by_number = {},
    printed = {}, copies = {}, rates = {}, offsets = {}, same_time = {},
  }
  trace_origins.prepare(index)
  trace_outside.prepare(index)
  trace_storage.prepare(index)
  trace_rdds.prepare(index)
  trace_states.prepare(index)
  return index
end

---Reads the next record. Kinds of a later version are left aside.
---@param index table
---@param record table
function M.read(index, record)
  local read = READ[record.kind]
  if read then
    read(index, record)
  end
end

return M
