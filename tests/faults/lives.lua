-- tests/faults/lives.lua -- lives of the driver, executors, their blocks and tasks.
-- SPDX-License-Identifier: MIT
--
-- Functions by kinds of records of the trace, for walk.lua.

local line_of = require "faults.line"

local number, text = line_of.number, line_of.text

local M = {}

-- A context that goes on keeps its zero time. One that might have, and does not, had
-- no checkpoint yet.
local function check_recovery(self, zero)
  local goes_on = self.case.recover and self.life > 1 and zero == self.model.zero
  if self.case.recover and not goes_on and next(self.completed) then
    self:fail("there is a checkpoint, and the context begins anew")
  end
  return goes_on
end

-- What becomes of the blocks of earlier lives: the log may have them.
local function drop_blocks(self, goes_on)
  for _, block in pairs(self.blocks) do
    block.dead = block.dead or not (self.case.wal and goes_on)
  end
end

function M.run(self, line)
  local zero = number(line, "zero") // 1000
  self.life = self.life + 1
  local goes_on = check_recovery(self, zero)
  drop_blocks(self, goes_on)
  self.goes_on = goes_on
  if not goes_on then
    self.anew = self.life
  end
  self.model:begin(zero, goes_on)
  self.names, self.carriers, self.receivers = {}, {}, {}
  self.ticked, self.alive = nil, true
  self.formed_before, self.saved_before = self.formed, self.saved
end

function M.driver(self, line)
  if text(line, "state") ~= "killed" then
    return
  end
  self.kills, self.alive, self.killed_at = self.kills + 1, false, self.at
  self.executors, self.cores, self.tasks = {}, {}, {}
  for _, receiver in pairs(self.receivers) do
    for _, name in ipairs(receiver.pending) do
      self:item(name).dropped = "driver"
    end
    receiver.pending = {}
  end
end

-- An operator may make several streams of one name. States are in the first one of
-- mapWithState, in the last one of others.
function M.stream(self, line)
  local id, name = number(line, "stream"), text(line, "name")
  self.names[id] = { name = name, op = text(line, "op"),
    input = line:find('"parents":[]', 1, true) ~= nil }
  if name and (self.names[id].op ~= "mapWithState" or not self.carriers[name]) then
    self.carriers[name] = id
  end
end


-- Without a copy a block can be read from a log only.
local function drop_copy(self, block, executor)
  if block.life == self.life and block.holders[executor] then
    block.holders[executor] = nil
    block.dead = block.dead or (not next(block.holders) and not self.case.wal)
  end
end

function M.executor(self, line)
  local executor = number(line, "executor")
  if text(line, "state") == "added" then
    self.executors[executor] = number(line, "cores")
    return
  end
  self.executors[executor] = nil
  self.executors_killed = self.executors_killed + 1
  for _, block in pairs(self.blocks) do
    drop_copy(self, block, executor)
  end
end

-- The first copies of a block come before it.
M["block-copy"] = function(self, line)
  local id, executor = text(line, "block"), number(line, "executor")
  local block = self.blocks[id]
  local holders = block and block.holders or self.copies[id] or {}
  holders[executor] = true
  self.copies[id] = not block and holders or nil
end

M["block-removed"] = function(self, line)
  local block = self.blocks[text(line, "block")]
  if block and text(line, "why") == "cleaned" then
    block.cleaned = true
  elseif block then
    drop_copy(self, block, number(line, "executor"))
  end
end

local TASK_STARTED = '"task":(%d+),"stage":(%d+).*"executor":(%d+),"core":(%d+)'

M["task-started"] = function(self, line)
  local task, stage, executor, core = line:match(TASK_STARTED)
  local place = executor .. ":" .. core
  if not self.executors[math.tointeger(executor)] and self.alive then
    self:fail("task %s starts on executor %s, which is not there", task, executor)
  elseif self.cores[place] then
    self:fail("task %s starts on core %s of task %s", task, place, self.cores[place])
  end
  self.cores[place] = task
  self.tasks[task] = { place = place, job = self.jobs[stage] }
end

M["stage-started"] = function(self, line)
  local stage, job = line:match('"stage":(%d+),"job":(%d+)')
  self.jobs[stage] = job
end

-- Tasks of a job that failed are killed.
M["job-completed"] = function(self, line)
  local job = not line:find('"failed":null', 1, true) and line:match('"job":(%d+)')
  for task, running in pairs(job and self.tasks or {}) do
    if running.job == job then
      self.cores[running.place], self.tasks[task] = nil, nil
    end
  end
end

M["task-ended"] = function(self, line)
  local task = line:match('"task":(%d+)')
  local running = self.tasks[task]
  if not running then
    self:fail("task %s ends and did not run", task)
  else
    self.cores[running.place], self.tasks[task] = nil, nil
  end
  self.worked_at = self.at
end

return M
