-- viz.lineage.walk: the stages of some jobs on one RDD, and what became of each
-- partition of each RDD in them.
-- Spark: DAGScheduler cuts a job so; RDD.iterator decides what is computed.
--
-- A stage is told by the shuffle that it writes: the jobs of `print` share theirs, and
-- a job that finds its output skips it. In each stage the walk goes from the partitions
-- that its tasks compute back along narrow dependencies, and ends where a partition is
-- kept or in files. An RDD that several stages compute is in each of them.
--
-- What becomes of a partition:
--   computed   by the task               keeps   and kept from then on
--   again      though it was kept once: that was lost
--   kept       read where it is          files   read from a checkpoint
--   failed     no task was able to compute it
--   idle       nobody needs it, or it did not come to it
-- SPDX-License-Identifier: MIT
local dependency = require("viz.lineage.dependency")
local kept = require("viz.kept")

local M = {}

local MOST_PARENTS <const> = 6
local FIRST <const>, LAST <const> = 2, 3 -- of more parents these are walked

---@class LineageWalk
local Walk = {}
Walk.__index = Walk

-- Stages ------------------------------------------------------------------------------

-- Tasks by partition, with the first start and the last end.
local function add_task(stage, task)
  local own = stage.tasks[task.partition]
  if not own then
    own = {list = {}, failures = 0, done = 0, from = task.started_us, to = 0}
    stage.tasks[task.partition] = own
  end
  own.list[#own.list + 1] = task
  own.from = math.min(own.from, task.started_us)
  own.to = math.max(own.to, task.ended_us or math.maxinteger)
  if task.failed then
    own.failures = own.failures + 1
  elseif task.ended_us then
    own.done = own.done + 1
  end
end

-- What all jobs of the walk know of a stage.
function Walk:gather(stage)
  for _, job in ipairs(self.jobs) do
    for _, other in ipairs(job.stages) do
      local is_it = stage.shuffle and other.shuffle == stage.shuffle
        or not stage.shuffle and (other == job.stages[#job.stages])
      if is_it then
        local list = other.ran and stage.ran or other.skipped and stage.skipped
          or stage.never
        list[#list + 1] = other
        for _, task in ipairs(self.tasks[other.number] or {}) do
          add_task(stage, task)
        end
      end
    end
  end
end

---@param shuffle integer|nil nil: the result stage
---@param rdd table the last one of the stage
function Walk:stage(shuffle, rdd)
  local stage = self.by_shuffle[shuffle or -1]
  if not stage then
    stage = {shuffle = shuffle, rdd = rdd, kind = shuffle and "map" or "result",
      ran = {}, skipped = {}, never = {}, tasks = {}, sets = {},
      by_rdd = {}, parents = {},
      order = #self.stages + 1}
    self.by_shuffle[shuffle or -1] = stage
    self.stages[stage.order] = stage
    self:gather(stage)
  end
  return stage
end

-- Sets: an RDD in a stage -------------------------------------------------------------

-- Of many parents the middle ones are left out.
local function hidden_of(walk, rdd)
  if walk.all or #rdd.parents <= MOST_PARENTS then
    return 0, 0
  end
  return FIRST + 1, #rdd.parents - LAST
end

function Walk:set(stage, rdd)
  local set = stage.by_rdd[rdd.number]
  if not set then
    local from, to = hidden_of(self, rdd)
    set = {rdd = rdd, stage = stage, cells = {}, links = {}, wide = {}, others = {},
      hidden_from = from, hidden_to = to, hidden = math.max(0, to - from + 1),
      rough = dependency.is_rough(self.trace, rdd)}
    if from == 0 then
      set.hidden = 0
    end
    stage.by_rdd[rdd.number] = set
    stage.sets[#stage.sets + 1] = set
  end
  return set
end

local function link(set, before)
  for _, other in ipairs(set.links) do
    if other == before then
      return
    end
  end
  set.links[#set.links + 1] = before
end

local function link_stage(set, before)
  for _, other in ipairs(set.wide) do
    if other == before then
      return
    end
  end
  set.wide[#set.wide + 1] = before
  local parents = set.stage.parents
  for _, other in ipairs(parents) do
    if other == before then
      return
    end
  end
  parents[#parents + 1] = before
end

-- Partitions --------------------------------------------------------------------------

-- What becomes of a partition in a task, and whether its parents are needed.
function Walk:fate(rdd, partition, task)
  local episodes = self.trace:kept(rdd.number)
  if kept.at(episodes, partition, task.from) then
    return "kept", false
  elseif kept.is_checkpointed(self.trace, rdd, task.from) then
    return "files", false
  end
  local lost = kept.lost(episodes, partition, task.from)
  for _, episode in ipairs(episodes) do
    if episode.partition == partition and episode.at_us > task.from
      and episode.at_us <= task.to then
      return lost and "again" or "keeps", true
    end
  end
  return lost and "again" or "computed", true
end

local function is_hidden(set, i)
  return i >= set.hidden_from and i <= set.hidden_to
end

function Walk:before(set, i, partition, task)
  local rdd, trace = set.rdd, self.trace
  local parent = trace:rdd(rdd.parents[i])
  local shuffle = dependency.shuffle(rdd, i)
  if not parent then
    return
  elseif is_hidden(set, i) then
    set.others[#set.others + 1] = parent
    return
  elseif shuffle then
    link_stage(set, self:stage(shuffle, parent))
    return
  end
  local before = self:set(set.stage, parent)
  link(set, before)
  if partition then
    local first, last = dependency.partitions(trace, rdd, i, partition)
    for other = first, last do
      self:visit(before, other, task)
    end
  end
end

function Walk:visit(set, partition, task)
  if set.cells[partition] then
    return
  end
  local fate, goes_on = self:fate(set.rdd, partition, task)
  set.cells[partition] = fate
  if not goes_on then
    return
  end
  for i in ipairs(set.rdd.parents) do
    self:before(set, i, partition, task)
  end
end

-- The last RDD of a stage shows what its tasks went through.
local function mark_tasks(set)
  for partition, own in pairs(set.stage.tasks) do
    if own.done == 0 and own.failures > 0 then
      set.cells[partition] = "failed"
    elseif own.done > 1 and set.cells[partition] == "computed"
      and #set.stage.ran == 1 then
      set.cells[partition] = "again"
    end
  end
end

-- An RDD without partitions has parents all the same, and a stage that is skipped shows
-- what it would have computed: the RDDs up to the shuffle before. One that did not come
-- to run, because another one failed, leads on to that.
function Walk:outline(set)
  local goes_on = #set.stage.never > 0
  for i in ipairs(set.rdd.parents) do
    if goes_on or not dependency.shuffle(set.rdd, i) then
      self:before(set, i)
      local parent = set.stage.by_rdd[set.rdd.parents[i]]
      if parent and not parent.outlined then
        parent.outlined = true
        self:outline(parent)
      end
    end
  end
end

-- The shuffle right before an RDD that is kept: it would have been read otherwise.
function Walk:behind_kept(set)
  local is_whole = set.rdd.partitions > 0
  for partition = 0, set.rdd.partitions - 1 do
    local fate = set.cells[partition]
    is_whole = is_whole and (fate == "kept" or fate == "files")
  end
  if not is_whole then
    return
  end
  for i in ipairs(set.rdd.parents) do
    if dependency.shuffle(set.rdd, i)
      and not kept.is_checkpointed(self.trace, set.rdd, self.jobs[1].started_us) then
      self:before(set, i)
    end
  end
end

local function needed(walk, stage)
  local list = {}
  if stage.kind == "map" then
    for partition in pairs(stage.tasks) do
      list[#list + 1] = partition
    end
  elseif #stage.ran > 0 or #stage.never == 0 then
    local seen = {}
    for _, job in ipairs(walk.jobs) do
      for _, partition in ipairs(job.partitions) do
        list[#list + 1] = not seen[partition] and partition or nil
        seen[partition] = true
      end
    end
  end
  table.sort(list)
  return list
end

function Walk:walk_stage(stage)
  local set = self:set(stage, stage.rdd)
  local start = {from = self.jobs[1].started_us, to = math.maxinteger}
  for _, partition in ipairs(needed(self, stage)) do
    self:visit(set, partition, stage.tasks[partition] or start)
  end
  mark_tasks(set)
  if #stage.ran == 0 or stage.rdd.partitions == 0 then
    self:outline(set)
  end
  for i = 1, #stage.sets do
    self:behind_kept(stage.sets[i])
  end
end

---Walks the jobs of one RDD.
---@param trace Trace
---@param jobs table[] all on the same RDD, oldest first
---@param tasks table<integer, table[]> by stage
---@param all? boolean no parent is left out
---@return table[] stages, the result stage first
function M.stages(trace, jobs, tasks, all)
  local walk = setmetatable({trace = trace, jobs = jobs, tasks = tasks, all = all,
    stages = {}, by_shuffle = {}}, Walk)
  local rdd = trace:rdd(jobs[1].rdd)
  if not rdd then
    return {}
  end
  walk:stage(nil, rdd)
  local next_stage = 1
  while walk.stages[next_stage] do
    walk:walk_stage(walk.stages[next_stage])
    next_stage = next_stage + 1
  end
  return walk.stages
end

return M
