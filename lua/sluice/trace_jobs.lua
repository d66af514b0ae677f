-- sluice.trace_jobs: what a trace says of outputs at work, jobs, stages and tasks; a
-- part of sluice.trace_index.
-- SPDX-License-Identifier: MIT
local trace_inputs = require("sluice.trace_inputs")
local trace_runs = require("sluice.trace_runs")

local M = {}

---The fields of the objects of this file, by kind.
M.fields = {
  work = "output op failed started_us completed_us worked_us",
  job = "number batch output action rdd partitions stages failed started_us "
    .. "completed_us worked_us",
  stage = "number name tasks parents skipped ran rdd shuffle attempts",
  task = "number stage job batch index partition attempt executor core locality "
    .. "speculative records written failed started_us ended_us cost_fixed cost_records "
    .. "cost_shuffle cost_bytes cost_network cost_instructions cost_open cost_slept "
    .. "cost_noise result_bytes changed filled",
}

local function ms(us)
  return us and us // 1000
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

local function install_outputs(READ, object)
  READ["jobs-submitted"] = function(index, r)
    local batch = in_batch(index, r)
    if batch then
      rawset(batch, "submitted_us", r.at)
      rawset(batch, "jobsBefore", #index.jobs)
    end
  end

  READ["jobs-started"] = function(index, r)
    local batch = in_batch(index, r)
    if batch then
      rawset(batch, "started_us", r.at)
      rawset(batch, "schedulingDelay", ms(r.waited))
      trace_runs.started(index, batch)
    end
  end

  READ["jobs-completed"] = function(index, r)
    local batch = in_batch(index, r)
    if batch then
      rawset(batch, "completed_us", r.at)
      rawset(batch, "processingTime", ms(r.took))
      rawset(batch, "totalDelay", ms(r.at - (batch.submitted_us or batch.time_us)))
      rawset(batch, "failed", batch.failed or r.failed or false)
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
      rawset(work, "completed_us", r.at)
      rawset(work, "failed", r.failed)
      rawset(batch, "failed", batch.failed or r.failed ~= nil)
    end
  end
end

local function read_stages(index, list, object)
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

-- Once a batch, however many of its stages write for it.
local function note_shuffle(index, batch, shuffle)
  local known = index.shuffles_by_batch[batch] or {}
  index.shuffles_by_batch[batch] = known
  if not known[shuffle] then
    known[shuffle] = true
    rawset(batch, "shuffles", batch.shuffles + 1)
  end
end

-- A shuffle is of the batch in which a job first needs it, also if there is nothing to
-- write, and of one that writes it again.
local function note_first_needs(index, batch, stages)
  for _, stage in ipairs(stages) do
    local shuffle = stage.shuffle or -1
    if shuffle >= 0 and not index.known_shuffles[shuffle] then
      index.known_shuffles[shuffle] = true
      note_shuffle(index, batch, shuffle)
    end
  end
end

local function install_jobs(READ, object)
  READ["job-started"] = function(index, r)
    local stages, ran = read_stages(index, r.stages, object)
    local batch = in_batch(index, r)
    local job = object("job", {
      number = r.job, batch = batch and batch.time, output = r.output,
      action = r.action, rdd = r.rdd, partitions = r.partitions or {},
      stages = stages, started_us = r.at,
    })
    index.jobs[#index.jobs + 1] = job
    index.job_by_number[r.job] = job
    if batch then
      batch.jobs[#batch.jobs + 1] = job
      if batch.partitions == 0 then
        trace_inputs.note_given(index, batch, r.rdd)
      end
      rawset(batch, "stages", batch.stages + ran)
      note_first_needs(index, batch, stages)
    end
  end

  READ["job-completed"] = function(index, r)
    local job = index.job_by_number[r.job]
    if job then
      rawset(job, "completed_us", r.at)
      rawset(job, "failed", r.failed)
    end
  end

  READ["stage-started"] = function(index, r)
    local job, stage = index.job_by_number[r.job], index.stage_by_number[r.stage]
    index.job_of_stage[r.stage] = job
    if stage then
      rawset(stage, "ran", true)
    end
    local batch = job and index.batch_by_time[job.batch]
    if batch and stage and (stage.shuffle or -1) >= 0 then
      note_shuffle(index, batch, stage.shuffle)
    end
  end
end

-- The first task of a job shows that it got a core.
local function note_first_task(index, job, at)
  if not job or job.worked_us then
    return
  end
  rawset(job, "worked_us", at)
  local batch = index.batch_by_time[job.batch]
  if not batch then
    return
  end
  if not batch.worked_us then
    rawset(batch, "worked_us", at)
  end
  local work = find_work(batch, job.output)
  if work and not work.worked_us then
    rawset(work, "worked_us", at)
  end
end

-- What a task gets from the record of its end.
local AT_END = {"records", "written", "failed", "cost_fixed", "cost_records", "calls",
  "cost_shuffle", "cost_bytes", "cost_network", "cost_instructions", "cost_open",
  "cost_slept", "cost_noise", "result_bytes", "changed", "filled"}

local function install_tasks(READ, object)
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

  READ["task-ended"] = function(index, r)
    local task = index.task_by_number[r.task]
    if not task then
      return
    end
    rawset(task, "ended_us", r.at)
    for _, name in ipairs(AT_END) do
      rawset(task, name, r[name])
    end
  end
end

---Adds the kinds of record of this file.
---@param READ table<string, fun(index: table, record: table)>
---@param object fun(kind: string, fields: table): table
function M.install(READ, object)
  install_outputs(READ, object)
  install_jobs(READ, object)
  install_tasks(READ, object)
end

---The lists of an index that are filled here.
---@param index table
function M.prepare(index)
  for name in ("jobs job_by_number job_of_stage shuffles_by_batch known_shuffles "
    .. "stage_by_number tasks task_by_number"):gmatch("%S+") do
    index[name] = {}
  end
end

return M
