-- tests/lib/clusters.lua -- runs on clusters as lists of trace records, made without
-- the engine, so that pictures can be tested alone. docs/trace.md names the records.
-- SPDX-License-Identifier: MIT
--
-- Every batch has map tasks and then result tasks, dealt out over the executors; what
-- breaks is told with it. Nothing decides like Spark here: the records fit together.
local M = {}

local SECOND <const> = 1000000

local function add(run, at, kind, fields)
  fields.at, fields.kind = at, kind
  run[#run + 1] = {at = at, index = #run, record = fields}
end

local function begin(run, at, spec)
  add(run, at, "run", {program = "cluster.lua", app = "cluster", seed = 1,
    master = ("local-cluster[%d,%d,1024]"):format(spec.executors, spec.cores),
    clock = "simulated", interval = SECOND, block_interval = 200000, zero = 0,
    conf = spec.conf or {}})
  add(run, at, "stream", {stream = 0, op = "socketTextStream", name = "lines",
    parents = {}, slide = SECOND, window = 0, receiver = 0})
  add(run, at, "output", {output = 0, op = "print", stream = 0, line = 7})
  for number = 0, spec.executors - 1 do
    M.executor(run, at, number, spec.cores, "added")
  end
  if spec.receiver ~= false then
    add(run, at, "receiver", {receiver = 0, stream = 0, state = "started", executor = 0,
      core = 0, text = "", lost = 0})
  end
end

---An executor that joins or is lost.
function M.executor(run, at, number, cores, state, text)
  add(run, at, "executor", {executor = number, host = "node-" .. number, cores = cores,
    state = state, text = text, memory = 1000})
end

---A task: stage, partition, attempt, executor, core, from, to, failed, speculative.
function M.task(run, task)
  run.tasks = (run.tasks or 0) + 1
  local number = run.tasks
  add(run, task.from, "task-started", {task = number, stage = task.stage,
    index = task.partition, partition = task.partition, attempt = task.attempt or 0,
    executor = task.executor, core = task.core,
    locality = task.locality or "PROCESS_LOCAL",
    speculative = task.speculative or false})
  if task.to then
    add(run, task.to, "task-ended", {task = number, records = 3, written = 1,
      failed = task.failed, cost_fixed = task.to - task.from})
  end
end

-- The places of tasks at a time: cores one after another, without that of the receiver.
local function places(spec, time)
  local list = {}
  for core = 0, spec.cores - 1 do
    for executor = 0, spec.executors - 1 do
      local held = executor == 0 and core == 0 and spec.receiver ~= false
      local gone = spec.lost and spec.lost[executor]
      if not held and not (gone and gone <= time) then
        list[#list + 1] = {executor = executor, core = core, gone = gone}
      end
    end
  end
  return list
end

-- Deals partitions out from a time on; those that die with an executor are dealt out
-- again as soon as the others are done.
local function stage(run, spec, work)
  local list, last, again = places(spec, work.from), work.from, {}
  for i, partition in ipairs(work.partitions) do
    local place = list[(i - 1) % #list + 1]
    local from = work.from + (i - 1) // #list * work.took
    local dies = place.gone and place.gone < from + work.took
    local to = dies and place.gone or from + work.took
    again[#again + 1] = dies and partition or nil
    last = math.max(last, to)
    M.task(run, {stage = work.number, partition = partition, executor = place.executor,
      core = place.core, from = from, to = to, attempt = work.attempt,
      locality = work.attempt and "ANY", failed = dies and ("ExecutorLostFailure "
        .. "(executor %d exited caused by one of the running tasks) Reason: killed"
        ):format(place.executor) or nil})
  end
  if #again > 0 then
    return stage(run, spec, {number = work.number, partitions = again, took = work.took,
      from = last, attempt = (work.attempt or 0) + 1})
  end
  return last
end

local function numbers(count)
  local list = {}
  for i = 1, count do
    list[i] = i - 1
  end
  return list
end

---The job of a batch, from a time on; returns when it ends.
function M.batch(run, spec, number, from)
  local time, first = number * SECOND, 2 * run.jobs
  add(run, from, "jobs-started", {batch = time, waited = from - time})
  add(run, from, "output-started", {batch = time, output = 0})
  add(run, from, "job-started", {job = run.jobs, batch = time, output = 0,
    action = "print", rdd = 0, partitions = {0}, stages = {
      {stage = first, name = "map", tasks = spec.maps, parents = {}, skipped = false},
      {stage = first + 1, name = "print", tasks = spec.results, parents = {first},
        skipped = false}}})
  add(run, from, "stage-started", {stage = first, job = run.jobs, name = "map", rdd = 0,
    tasks = spec.maps, attempt = 0})
  add(run, from, "stage-started", {stage = first + 1, job = run.jobs, name = "print",
    rdd = 1, tasks = spec.results, attempt = 0})
  local took = spec.took or 100000
  local stop = stage(run, spec, {number = first, from = from, took = took,
    partitions = numbers(spec.maps)})
  stop = stage(run, spec, {number = first + 1, from = stop, took = took // 2,
    partitions = numbers(spec.results)})
  if spec.on_batch then
    stop = spec.on_batch(run, number, from, stop, first) or stop
  end
  add(run, stop, "job-completed", {job = run.jobs})
  add(run, stop, "output-completed", {batch = time, output = 0})
  add(run, stop, "jobs-completed", {batch = time, took = stop - from, failed = false})
  run.jobs = run.jobs + 1
  return stop
end

local function sorted(run)
  table.sort(run, function(a, b)
    if a.at ~= b.at then
      return a.at < b.at
    end
    return a.index < b.index
  end)
  local list = {}
  for i, item in ipairs(run) do
    list[i] = item.record
  end
  return list
end

---The records of a run: executors, cores, batches, maps and results (tasks a batch),
---took (microseconds a map task), lost (when executors are lost), receiver = false for
---none, conf, on_batch and on_end, which add what happens besides.
---@param spec table
---@return table[]
function M.make(spec)
  local run, free = {jobs = 0}, 0
  begin(run, 0, spec)
  for number = 1, spec.batches do
    local time = number * SECOND
    add(run, time, "batch", {batch = time, number = number, records = 0, blocks = {}})
    add(run, time, "jobs-submitted", {batch = time, outputs = {0}})
    free = M.batch(run, spec, number, math.max(time, free))
  end
  for executor = 0, spec.executors - 1 do
    if spec.lost and spec.lost[executor] then
      M.executor(run, spec.lost[executor], executor, spec.cores, "lost", "killed")
    end
  end
  local stop = math.max(free, spec.batches * SECOND) + (spec.tail or 0)
  if spec.on_end then
    spec.on_end(run, stop)
  end
  add(run, stop, "stopped", {reason = "until", received = 0, in_batches = 0})
  return sorted(run)
end

---Three executors with two cores, of which number 2 is lost at 3.3 s with two tasks.
function M.loss()
  return M.make {executors = 3, cores = 2, batches = 6, maps = 5, results = 2,
    took = 500000, lost = {[2] = 3300000}}
end

return M
