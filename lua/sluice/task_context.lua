-- sluice.task_context: what a task knows of itself.
-- Spark: TaskContext.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")

local M = {}

---What a task knows of itself. A function that runs in a task asks `TaskContext.get()`
---for it; on the driver there is no task, and `get` gives nil.
---
---Example:
---```lua
---local function where(x)
---  local context = TaskContext.get()
---  return ("%d in partition %d"):format(x, context:partitionId())
---end
---print(table.unpack(sc:parallelize({ 10, 20 }, 2):map(where):collect()))
-----> 10 in partition 0  20 in partition 1
---```
---@class TaskContext
---@field private fields table
local TaskContext = { __name = "TaskContext" }
TaskContext.__index = TaskContext

---The context of the task that runs; nil on the driver.
---
---Example:
---```lua
---print(TaskContext.get())      --> nil
---```
---@return TaskContext|nil
function TaskContext.get()
  local fields = host.task_context and host.task_context()
  return fields and setmetatable({ fields = fields }, TaskContext)
end

---How often this task was tried before: 0 the first time. A task that fails is tried
---again, `spark.task.maxFailures` times in all.
---
---Example:
---```lua
---local attempts = sc:parallelize({ 1 }):map(function()
---  return TaskContext.get():attemptNumber()
---end)
---print(attempts:first())      --> 0
---```
---@return integer
function TaskContext:attemptNumber()
  return self.fields.attempt
end

---The partition that the task computes, counted from 0.
---
---Example:
---```lua
---local ids = sc:parallelize({ "a", "b" }, 2):map(function()
---  return TaskContext.get():partitionId()
---end)
---print(table.unpack(ids:collect()))      --> 0  1
---```
---@return integer
function TaskContext:partitionId()
  return self.fields.partition
end

---The number of the stage that the task belongs to.
---
---Example:
---```lua
---local stages = sc:parallelize({ 1 }):map(function()
---  return TaskContext.get():stageId()
---end)
---print(stages:first() < stages:first())      --> true
---```
---@return integer
function TaskContext:stageId()
  return self.fields.stage
end

---How often the stage was begun before: 0 the first time. A stage runs again when
---output that it needs was lost with an executor.
---
---Example:
---```lua
---local attempts = sc:parallelize({ 1 }):map(function()
---  return TaskContext.get():stageAttemptNumber()
---end)
---print(attempts:first())      --> 0
---```
---@return integer
function TaskContext:stageAttemptNumber()
  return self.fields.stage_attempt
end

---What a task knows of itself: `TaskContext.get()`.
---
---Example:
---```lua
---local attempts = sc:parallelize({ 1 }):map(function()
---  return TaskContext.get():attemptNumber()
---end)
---print(attempts:first())      --> 0
---```
M.TaskContext = TaskContext

return M
