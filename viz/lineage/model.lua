-- viz.lineage.model: the jobs of a batch, cut into stages, with the RDDs they are made
-- of.
-- Spark: what its web interface draws of a job, and RDD.toDebugString.
--
-- A section is an output with one RDD that it has computed; the two or more jobs of
-- `print`, which looks at ever more partitions, are one section.
-- SPDX-License-Identifier: MIT
local chosen = require("viz.chosen")
local labels = require("viz.lineage.labels")
local names = require("viz.names")
local view_options = require("viz.options")
local walk = require("viz.lineage.walk")

local M = {}

local MOST_SECTIONS <const> = 6

-- Jobs --------------------------------------------------------------------------------

local function job_of(trace, number)
  local jobs = trace:jobs({number = number})
  if not jobs[1] then
    local all = trace:jobs()
    view_options.fail(("the trace has no job %d; %s"):format(number, #all == 0
      and "it has none" or ("its jobs are %d to %d"):format(all[1].number,
      all[#all].number)), #all > 0 and ("job=%d"):format(all[#all].number) or "batch=1")
  end
  return jobs[1]
end

local function jobs_of(trace, options)
  if options.job then
    local job = job_of(trace, options.job)
    return {job}, job.batch and trace:batch(job.batch)
  end
  local batch = chosen.batch(trace, options)
  return batch and batch.jobs or {}, batch
end

-- Jobs of one output on one RDD come together.
local function sections_of(jobs)
  local sections, by_key = {}, {}
  for _, job in ipairs(jobs) do
    local key = ("%d %d"):format(job.output, job.rdd)
    local section = by_key[key]
    if not section then
      section = {output = job.output, rdd = job.rdd, jobs = {}}
      by_key[key] = section
      sections[#sections + 1] = section
    end
    table.insert(section.jobs, job)
    section.failed = section.failed or job.failed
  end
  return sections
end

local function tasks_of(trace, jobs)
  local wanted, by_stage = {}, {}
  for _, job in ipairs(jobs) do
    wanted[job.number] = true
  end
  for _, task in ipairs(trace:tasks()) do
    if wanted[task.job] and not task.speculative then
      by_stage[task.stage] = by_stage[task.stage] or {}
      table.insert(by_stage[task.stage], task)
    end
  end
  return by_stage
end

-- The jobs that made the output of each shuffle, oldest first.
local function writers_of(trace, jobs)
  local writers, last = {}, jobs[#jobs] and jobs[#jobs].number or -1
  for _, job in ipairs(trace:jobs()) do
    for _, stage in ipairs(job.number < last and job.stages or {}) do
      if stage.ran and stage.shuffle and stage.shuffle >= 0 then
        writers[stage.shuffle] = writers[stage.shuffle] or {}
        table.insert(writers[stage.shuffle], job)
      end
    end
  end
  return writers
end

-- The last one of some jobs that was before another one.
local function last_before(jobs, number)
  for i = #(jobs or {}), 1, -1 do
    if jobs[i].number < number then
      return jobs[i]
    end
  end
  return nil
end

-- RDDs --------------------------------------------------------------------------------

-- The last RDD that each stream made for each batch: the one that it gives.
local function given_by(trace)
  local given = {}
  for _, rdd in ipairs(trace:rdds()) do
    if rdd.stream >= 0 and rdd.batch then
      given[rdd.stream] = given[rdd.stream] or {}
      given[rdd.stream][rdd.batch] = rdd.number
    end
  end
  return given
end

-- The batch of an RDD; one that the program made has none.
local function batch_of(rdd)
  return rdd.stream >= 0 and rdd.batch and rdd.batch >= 0 and rdd.batch or nil
end

-- Batches from which the data of an RDD come, through all its parents that are drawn.
local function batches_of(set, seen)
  if seen[set] then
    return seen[set]
  end
  local batches = {}
  seen[set] = batches
  local function take(other)
    for batch in pairs(batches_of(other, seen)) do
      batches[batch] = true
    end
  end
  for _, other in ipairs(set.links) do
    take(other)
  end
  for _, stage in ipairs(set.wide) do
    take(stage.by_rdd[stage.rdd.number])
  end
  for _, rdd in ipairs(set.others) do
    batches[batch_of(rdd) or 0] = batch_of(rdd) and true
  end
  local own = batch_of(set.rdd)
  if next(batches) == nil and own then
    batches[own] = true
  end
  return batches
end

-- An RDD of one batch has its number, and so its colour; one of several is mixed.
local function note_batches(section, run)
  local seen = {}
  for _, stage in ipairs(section.stages) do
    for _, set in ipairs(stage.sets) do
      local own, count, only = batch_of(set.rdd), 0, nil
      for batch in pairs(batches_of(set, seen)) do
        count, only = count + 1, batch
      end
      set.mixed = count > 1 or own ~= nil and only ~= own
      local batch = own or count == 1 and only or nil
      set.number = batch and (batch - run.zero) // run.interval
    end
  end
end

local function name_sets(section, called, given)
  for _, stage in ipairs(section.stages) do
    for _, set in ipairs(stage.sets) do
      local rdd = set.rdd
      local name = called[rdd.stream]
      local is_given = name and batch_of(rdd)
        and given[rdd.stream][rdd.batch] == rdd.number
      set.name = is_given and name.name or nil
      set.key = is_given and name.key or nil
      set.op = names.shown(rdd.op)
    end
  end
end

-- What stands below an RDD, and which block each partition of an input is.
local function note_fates(section, context)
  for _, stage in ipairs(section.stages) do
    for _, set in ipairs(stage.sets) do
      set.note, set.note_role = labels.note(context.trace, set, context.run.zero_us)
      local batch = set.rdd.blocks and set.number and context.batches[set.rdd.batch]
      for _, block in ipairs(batch and batch.blocks or {}) do
        if block.partition and set.rdd.blocks[block.partition + 1] == block.id then
          set.places = set.places or {}
          set.places[block.partition] = block.index
        end
      end
    end
  end
end

-- Counts ------------------------------------------------------------------------------

local function tally(jobs, tasks)
  local counts = {ran = 0, skipped = 0, tasks = 0, failed = 0, attempts = 0}
  for _, job in ipairs(jobs) do
    for _, stage in ipairs(job.stages) do
      counts.ran = counts.ran + (stage.ran and 1 or 0)
      counts.skipped = counts.skipped + (not stage.ran and stage.skipped and 1 or 0)
      counts.attempts = counts.attempts + math.max(0, #stage.attempts - 1)
      for _, task in ipairs(tasks[stage.number] or {}) do
        counts.tasks = counts.tasks + 1
        counts.failed = counts.failed + (task.failed and 1 or 0)
      end
    end
  end
  return counts
end

-- Stages that are skipped and of which only the first on each way is drawn.
local function hidden_stages(section)
  local drawn, hidden = {}, 0
  for _, stage in ipairs(section.stages) do
    drawn[stage.shuffle or -1] = true
  end
  local seen = {}
  for _, job in ipairs(section.jobs) do
    for _, stage in ipairs(job.stages) do
      local shuffle = stage.shuffle
      if shuffle and not drawn[shuffle] and not seen[shuffle] then
        seen[shuffle] = true
        hidden = hidden + 1
      end
    end
  end
  return hidden
end

local function hidden_parents(section)
  local count = 0
  for _, stage in ipairs(section.stages) do
    for _, set in ipairs(stage.sets) do
      count = count + set.hidden
    end
  end
  return count
end

-- The whole ---------------------------------------------------------------------------

local function fill(section, context)
  section.stages = walk.stages(context.trace, section.jobs, context.tasks, context.all)
  for _, stage in ipairs(section.stages) do
    stage.writer = last_before(context.writers[stage.shuffle],
      section.jobs[1].number)
  end
  local output = context.outputs[section.output + 1]
  section.op = names.shown(output and output.op or section.jobs[1].action)
  name_sets(section, context.called, context.given)
  note_batches(section, context.run)
  note_fates(section, context)
  section.hidden_stages = hidden_stages(section)
  section.hidden_parents = hidden_parents(section)
end

---@param trace Trace
---@param options {batch: integer?, batch_us: integer?, job: integer?, all: boolean?}
---@return table
function M.build(trace, options)
  local jobs, batch = jobs_of(trace, options)
  local run, streams = trace:run(), names.streams(trace)
  local tasks = tasks_of(trace, jobs)
  local sections, hidden = sections_of(jobs), 0
  if not options.all and #sections > MOST_SECTIONS then
    hidden = #sections - MOST_SECTIONS
    sections = table.move(sections, 1, MOST_SECTIONS, 1, {})
  end
  local context = {trace = trace, tasks = tasks, all = options.all, run = run,
    called = names.of(streams), given = given_by(trace), outputs = names.outputs(trace),
    writers = writers_of(trace, jobs), batches = {}}
  for _, other in ipairs(trace:batches()) do
    context.batches[other.time] = other
  end
  for _, section in ipairs(sections) do
    fill(section, context)
  end
  return {program = run.program, trace = trace, zero = run.zero_us,
    interval = run.interval_us,
    batch = batch, job = options.job, sections = sections, hidden = hidden,
    counts = tally(jobs, tasks), jobs = jobs, all = options.all}
end

return M
