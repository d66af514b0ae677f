-- viz.lineage.labels: what is said of stages, RDDs and partitions.
-- SPDX-License-Identifier: MIT
local graph_labels = require("viz.graph.labels")
local words = require("sluice.words")

local M = {}

local function numbers_of(list)
  local numbers = {}
  for i, item in ipairs(list) do
    numbers[i] = item.number
  end
  return numbers
end

-- "5", "1 + 1"; of many jobs the sum.
local function task_counts(stage)
  local parts, sum = {}, 0
  for _, other in ipairs(stage.ran) do
    for k = 1, math.max(1, #other.attempts) do
      local attempt = other.attempts[k]
      local tasks = attempt and attempt.tasks or other.tasks
      parts[#parts + 1], sum = tasks, sum + tasks
    end
  end
  local text = #parts > 4 and tostring(sum) or table.concat(parts, " + ")
  return text, text == "1" and "task" or "tasks"
end

local function batch_of(stage, number)
  local only
  for _, set in ipairs(stage.sets) do
    if not set.number or only and only ~= set.number then
      return ""
    end
    only = set.number
  end
  return only and only ~= number and (" of batch %d"):format(only) or ""
end

-- Why a stage is skipped: who made what it would write, or that nobody needs it.
local function why_skipped(stage)
  if #stage.never > 0 then
    return "did not run"
  elseif stage.rdd.partitions == 0 then
    return "no partition"
  elseif stage.writer then
    return ("skipped, ran in job %d"):format(stage.writer.number)
  end
  return "skipped"
end

---What the jobs of a section say of a stage: those that ran it, or else the others.
---@param stage table
---@return table[]
function M.stages(stage)
  return #stage.ran > 0 and stage.ran or #stage.skipped > 0 and stage.skipped
    or stage.never
end

---The head of a stage: "map stage 5: 3 tasks".
---@param stage table of viz.lineage.walk
---@param number integer|nil of the batch
---@return string
function M.stage(stage, number)
  local list = M.stages(stage)
  local name = stage.kind .. " stage"
  if list[1] then -- a job without partitions has no stage
    name = graph_labels.numbers(name, name .. "s",
      numbers_of(#stage.ran > 0 and list or {list[1]}))
  end
  name = name .. batch_of(stage, number)
  if #stage.ran == 0 then
    return ("%s: %s"):format(name, why_skipped(stage))
  end
  local text, noun = task_counts(stage)
  local again = stage.writer and ", run again" or ""
  return ("%s: %s %s%s"):format(name, text, noun, again)
end

---Whether a stage did work that had been done before.
---@param stage table
---@return boolean
function M.is_again(stage)
  local again = #stage.ran > 0 and stage.writer ~= nil
  for _, other in ipairs(stage.ran) do
    again = again or #other.attempts > 1
  end
  return again
end

---The lines above the partitions of an RDD: its name, its operator, its number.
---@param set table
---@param number integer|nil of the batch
---@return string[]
function M.rdd(set, number)
  if set.run then
    local numbers = {}
    for i, inner in ipairs(set.run) do
      numbers[i] = inner.rdd.number
    end
    return {("+ %d RDDs"):format(#set.run), set.run[#set.run].op .. ", \u{2026}",
      graph_labels.numbers("RDD", "RDDs", numbers)}
  end
  local foreign = set.number and set.number ~= number
  local third = ("RDD %d"):format(set.rdd.number)
    .. (foreign and (" \u{b7} batch %d"):format(set.number) or "")
  return {set.name or set.op, set.name and set.op or "", third}
end

-- How many partitions had a fate, and how many any.
local function count(set, fate)
  local sum, all = 0, 0
  for _, other in pairs(set.cells) do
    sum, all = sum + (other == fate and 1 or 0), all + 1
  end
  return sum, all
end

-- The text, with a number before it if it holds for some of the partitions only.
local function counted(set, fate, text)
  local some, all = count(set, fate)
  return some < all and ("%d %s"):format(some, text) or text
end

local function since(trace, set)
  local last = 0
  for _, episode in ipairs(trace:kept(set.rdd.number)) do
    local is_read = set.cells[episode.partition] == "kept"
    last = math.max(last, is_read and episode.at_us or 0)
  end
  return last
end

-- How the partitions of several RDDs, or of one with fewer, come together.
local function gathered(set)
  local type = set.rdd.type or ""
  if set.rough then
    return "merged, no shuffle"
  elseif #set.rdd.parents < 2 or #set.wide > 0 then
    return nil
  end
  return type == "CartesianRDD" and "each with each"
    or type:find("Union") and "union, no shuffle" or "no shuffle"
end

---What stands below the partitions of an RDD, and its role; nil if there is nothing.
---@param trace Trace
---@param set table
---@param zero integer
---@return string|nil
---@return string|nil
function M.note(trace, set, zero)
  local function has(fate)
    return count(set, fate) > 0
  end
  if next(set.cells) == nil then
    return nil, nil
  elseif has("failed") then
    return counted(set, "failed", "failed"), "bad"
  elseif has("again") then
    return counted(set, "again", "computed again"), "bad"
  elseif has("kept") then
    local moment = words.moment(since(trace, set) - zero)
    return counted(set, "kept", "kept since " .. moment), "focus"
  elseif has("keeps") then
    return counted(set, "keeps", "now kept"), "focus"
  elseif has("files") then
    return "from checkpoint", "focus"
  elseif set.hidden > 0 then
    return ("+ %d RDDs"):format(set.hidden), "muted"
  end
  return gathered(set), "muted"
end

local FATES <const> = {computed = "computed", keeps = "computed and kept",
  again = "computed again, it was lost", kept = "read where it is kept",
  files = "read from its checkpoint", failed = "failed", idle = "not computed"}

-- "task 12 on executor 0, 5 ms"
local function task_text(task)
  local text = ("task %d on executor %d"):format(task.number, task.executor)
  if task.failed then
    return text .. ", failed"
  elseif task.ended_us then
    return ("%s, %s"):format(text, words.duration(task.ended_us - task.started_us))
  end
  return text .. ", not done"
end

---A partition in a sentence.
---@param set table
---@param partition integer
---@return string
function M.partition(set, partition)
  local rdd = set.rdd
  local parts = {("partition %d of RDD %d: %s"):format(partition, rdd.number,
    FATES[set.cells[partition] or "idle"])}
  local tasks = set.rdd == set.stage.rdd and set.stage.tasks[partition]
  for i, task in ipairs(tasks and tasks.list or {}) do
    parts[#parts + 1] = i <= 4 and task_text(task) or nil
  end
  local block = rdd.blocks and rdd.blocks[partition + 1]
  parts[#parts + 1] = block and "block " .. block or nil
  return table.concat(parts, "; ")
end

---Why a section failed, in a line: the first one of the error that made it fail.
---@param section table
---@return string
function M.failure(section)
  local text = tostring(section.failed)
  return text:match("%(TID %d+%) %b(): ([^\n]*)") or text:match("[^\n]*")
end

---The head of a section: "output 1: print, jobs 3 and 4".
---@param section table
---@return string
function M.section(section)
  local jobs = graph_labels.numbers("job", "jobs", numbers_of(section.jobs))
  local actions, seen = {}, {}
  for _, job in ipairs(section.jobs) do
    if not seen[job.action] and job.action ~= section.op then
      seen[job.action] = true
      actions[#actions + 1] = job.action
    end
  end
  local what = section.output >= 0
    and ("output %d: %s"):format(section.output + 1, section.op)
    or "no output: " .. section.op
  if #actions > 3 then
    actions = {actions[1], actions[2], "\u{2026}"}
  end
  local by = #actions > 0 and (" (%s)"):format(table.concat(actions, ", ")) or ""
  return ("%s, %s%s"):format(what, jobs, by)
end

return M
