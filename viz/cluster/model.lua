-- viz.cluster.model: what runs where, as plain data, without a picture.
--
-- Times are microseconds since the zero time of the run. A lane is an executor of one
-- number; it has spans of life (an executor of the same number may come back with the
-- next driver), cores with their tasks and receivers, and counts.
-- SPDX-License-Identifier: MIT
local lives = require("viz.lives")
local options_module = require("viz.options")
local range = require("viz.range")
local waiting = require("viz.waiting")

local M = {}

local REMOVED <const> = "Executor killed by driver." -- what dynamic allocation says

-- Stages ------------------------------------------------------------------------------

-- Numbers of the stages that make the result of a job: no stage of it reads theirs.
local function result_stages(trace)
  local is_result = {}
  for _, job in ipairs(trace:jobs()) do
    local parents = {}
    for _, stage in ipairs(job.stages) do
      for _, parent in ipairs(stage.parents) do
        parents[parent] = true
      end
    end
    for _, stage in ipairs(job.stages) do
      is_result[stage.number] = not parents[stage.number]
    end
  end
  return is_result
end

-- Executors ---------------------------------------------------------------------------

-- Those that join together with the application are there from its beginning on: the
-- trace can tell of them no earlier.
local function born(model, executor, births)
  local at = executor.added_us - model.zero
  local birth = lives.birth_before(model.gaps, at)
  births[birth] = births[birth] or at
  return births[birth] == at and birth or at
end

local function lane_of(model, executor)
  local lane = model.lane_by_number[executor.number]
  if not lane then
    lane = {number = executor.number, host = executor.host, cores = 0, spans = {},
      tasks = {}, receivers = {}, lost = 0, failed = 0, again = 0, copies = 0}
    model.lane_by_number[executor.number] = lane
    model.lanes[#model.lanes + 1] = lane
  end
  lane.cores = math.max(lane.cores, executor.cores)
  return lane
end

local function add_executors(model, trace)
  local births = {}
  for _, executor in ipairs(trace:executors()) do
    local lane = lane_of(model, executor)
    local from = born(model, executor, births)
    local before = lane.spans[#lane.spans]
    if before and before.open then
      before.to, before.open = from, nil
    end
    local death = lives.death_after(model.gaps, from)
    local lost = executor.lost_us and executor.lost_us - model.zero
    local span = {from = from, to = lost or death or math.huge, cores = executor.cores,
      open = not lost and not death, driver = not lost and death ~= nil,
      lost = lost ~= nil, removed = executor.text == REMOVED,
      late = from ~= lives.birth_before(model.gaps, from)}
    lane.spans[#lane.spans + 1] = span
  end
end

---The span of life of a lane at a time, or nil.
---@param lane table
---@param time integer
---@return table|nil
function M.span_at(lane, time)
  for i = #lane.spans, 1, -1 do
    if time >= lane.spans[i].from then
      return lane.spans[i]
    end
  end
  return lane.spans[1]
end

-- Receivers ---------------------------------------------------------------------------

-- Closes what is open at a time; what ends with its executor or driver ends there.
local function close(model, open, time)
  local lane = model.lane_by_number[open.executor]
  local span = lane and M.span_at(lane, open.from)
  open.to = math.min(time, span and span.to or time)
end

local function add_receiver(model, receiver)
  local open
  for _, change in ipairs(receiver.states) do
    local at, executor = change.at_us - model.zero, change.executor or -1
    if open and (executor ~= open.executor or change.core ~= open.core
      or M.span_at(model.lane_by_number[executor], at).from > open.from) then
      close(model, open, at)
      open = nil
    end
    local lane = model.lane_by_number[executor]
    if not open and lane and executor >= 0 then
      open = {receiver = receiver.number, executor = executor, core = change.core,
        from = at, times = #lane.receivers}
      lane.receivers[#lane.receivers + 1] = open
      model.held = model.held + 1
    end
  end
  if open then
    close(model, open, math.huge)
  end
end

local function add_receivers(model, trace)
  for _, receiver in ipairs(trace:receivers()) do
    add_receiver(model, receiver)
  end
end

-- Tasks -------------------------------------------------------------------------------

-- When a task ended. The trace does not tell of those that are stopped with their job,
-- with the driver or with the run.
local function end_of(model, task, lane, jobs)
  if task.ended_us then
    return task.ended_us - model.zero
  end
  local job = task.job and jobs[task.job]
  local from = task.started_us - model.zero
  local span = M.span_at(lane, from)
  local to = span and span.to > from and span.to or model.ended
  if job and job.completed_us then
    to = math.min(to, job.completed_us - model.zero)
  end
  return math.max(from, math.min(to, model.ended)), true
end

-- Why a task gave no result: "lost" with its executor, "copied" as its copy was faster,
-- "failed"; nil if it did.
local function trouble(task, cut)
  local text = task.failed
  if not text then
    return cut and "cut" or nil
  elseif text:find("^ExecutorLostFailure") then
    return "lost"
  elseif text:find("^TaskKilled") then
    return "copied"
  end
  return "failed"
end

local function count(model, lane, item)
  lane.again = lane.again + (item.again and 1 or 0)
  lane.copies = lane.copies + (item.speculative and 1 or 0)
  if item.trouble == "lost" or item.trouble == "failed" then
    lane[item.trouble] = lane[item.trouble] + 1
    model[item.trouble] = model[item.trouble] + 1
  end
  model.again = model.again + (item.again and 1 or 0)
  model.copies = model.copies + (item.speculative and 1 or 0)
  model.won = model.won + (item.speculative and not item.trouble and 1 or 0)
  if item.batch then
    model.tasks = model.tasks + 1
    model.remote = model.remote + (item.remote and 1 or 0)
  end
end

local function task_item(model, task, context)
  local batch = context.batch_of(task)
  local key = task.stage << 32 | task.partition
  local before = context.seen[key]
  context.seen[key] = true
  local to, cut = end_of(model, task, context.lane, context.jobs)
  return {
    batch = batch and batch.number, run = batch and batch.run or 1, stage = task.stage,
    index = task.index, partition = task.partition, attempt = task.attempt,
    core = task.core, from = task.started_us - model.zero, to = to,
    number = task.number, trouble = trouble(task, cut), text = task.failed,
    result = context.result[task.stage],
    speculative = task.speculative or false, remote = task.locality == "ANY",
    again = (before or task.attempt > 0) and not task.speculative,
    records = task.records,
  }
end

-- Of a batch that is formed again, a task belongs to the one that began last before it.
local function batch_finder(trace)
  local by_time = {}
  for _, batch in ipairs(trace:batches()) do
    local list = by_time[batch.time] or {}
    by_time[batch.time] = list
    list[#list + 1] = batch
  end
  return function(task)
    local list = task.batch and by_time[task.batch]
    for i = list and #list or 0, 1, -1 do
      if list[i].time_us and (i == 1 or (list[i].submitted_us or math.huge)
        <= task.started_us) then
        return list[i]
      end
    end
    return nil
  end
end

local function add_tasks(model, trace)
  local jobs = {}
  for _, job in ipairs(trace:jobs()) do
    jobs[job.number] = job
  end
  local context = {jobs = jobs, result = result_stages(trace), seen = {},
    batch_of = batch_finder(trace)}
  for _, task in ipairs(trace:tasks()) do
    local from, lane = task.started_us - model.zero,
      model.lane_by_number[task.executor]
    local ended = task.ended_us and task.ended_us - model.zero or math.huge
    if lane and from < model.to and ended > model.from then
      context.lane = lane
      local item = task_item(model, task, context)
      if item.to > model.from then
        lane.tasks[#lane.tasks + 1] = item
        count(model, lane, item)
      end
    end
  end
end

-- Batches -----------------------------------------------------------------------------

local function batch_item(model, batch)
  local wait = waiting.of(batch, model.zero, model.gaps)
  local death = batch.submitted_us
    and lives.death_after(model.gaps, batch.submitted_us - model.zero)
  local from = batch.worked_us or batch.started_us
  local stop = batch.completed_us and batch.completed_us - model.zero
  return {
    number = batch.number, time = batch.time_us - model.zero, wait = wait,
    waited = wait and wait.delay or 0, failed = batch.failed,
    from = from and batch.started_us - model.zero, to = stop or death,
    took = batch.completed_us and batch.started_us
      and batch.completed_us - batch.started_us or nil,
    run = batch.run, again = batch.run > 1,
    suffix = batch.run > 1 and "-" .. batch.run or "",
  }
end

local function add_batches(model, trace)
  for _, batch in ipairs(trace:batches()) do
    local item = batch_item(model, batch)
    if item.time <= model.to and batch.submitted_us
      and math.max(item.time, item.to or math.huge) >= model.from then
      model.busy[#model.busy + 1] = item
    end
  end
end

-- The whole ---------------------------------------------------------------------------

-- From the tick of the first batch to the end of the last, or one interval behind it.
local function of_batches(trace, wanted, run)
  local from, to = wanted[1] * run.interval_us, (wanted[2] + 1) * run.interval_us
  for _, batch in ipairs(trace:batches()) do
    local chosen = batch.number >= wanted[1] and batch.number <= wanted[2]
    if chosen and batch.completed_us then
      to = math.max(to, range.round_up(batch.completed_us - run.zero_us,
        run.interval_us))
    end
  end
  return from, to
end

local function choose(trace, options, run, total)
  local from, to = options.from_us or 0, options.to_us or total
  if options.batches then
    from, to = of_batches(trace, options.batches, run)
  end
  range.check(from, total)
  return from, math.max(from + 1, math.min(to, total))
end

-- Lanes that live in the range, and of them those that are asked for.
local function visible(model, wanted)
  local all, list = 0, {}
  for _, lane in ipairs(model.lanes) do
    local alive = false
    for _, span in ipairs(lane.spans) do
      alive = alive or span.from < model.to and span.to > model.from
    end
    all = all + (alive and 1 or 0)
    local chosen = not wanted or lane.number >= wanted[1] and lane.number <= wanted[2]
    if alive and chosen then
      list[#list + 1] = lane
    end
  end
  model.living, model.hidden = all, all - #list
  if #list == 0 and wanted then
    options_module.fail(("no executor %d lives in this range; there are %d"):format(
      wanted[1], all), "executor=" .. (model.lanes[1] and model.lanes[1].number or 0))
  end
  return list
end

---@param trace Trace
---@param options {from_us: integer?, to_us: integer?, batches: integer[]?,
---  executor: integer[]?}
---@return table
function M.build(trace, options)
  local run = trace:run()
  local total = range.end_of_work(trace)
  local from, to = choose(trace, options, run, total)
  local model = {
    program = run.program, master = run.master, clock = run.clock, zero = run.zero_us,
    interval = run.interval_us, from = from, to = to, total = total, conf = run.conf,
    ended = (run.end_us or total + run.zero_us) - run.zero_us, gaps = lives.gaps(trace),
    lanes = {}, lane_by_number = {}, busy = {}, held = 0, tasks = 0, remote = 0,
    lost = 0, failed = 0, again = 0, copies = 0, won = 0,
    wanted = options.executor,
  }
  add_executors(model, trace)
  add_receivers(model, trace)
  add_tasks(model, trace)
  add_batches(model, trace)
  model.everywhere = model.lanes
  model.lanes = visible(model, options.executor)
  return model
end

return M
