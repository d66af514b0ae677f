-- viz.cluster.story: what the picture of a cluster says in words, made from the model.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local lives = require("viz.lives")
local words = require("sluice.words")

local M = {}

local function capital(text)
  return text:sub(1, 1):upper() .. text:sub(2)
end

local function within(model, time)
  return time > model.from and time < model.to
end

-- Spans that end, or begin late, in the range: {lane, span}, in the order of time.
local function changes(model, field, test)
  local list = {}
  for _, lane in ipairs(model.lanes) do
    for _, span in ipairs(lane.spans) do
      if test(span) and within(model, span[field]) then
        list[#list + 1] = {lane = lane, span = span, time = span[field]}
      end
    end
  end
  table.sort(list, function(a, b)
    if a.time ~= b.time then
      return a.time < b.time
    end
    return a.lane.number < b.lane.number
  end)
  return list
end

local function is_removed(span)
  return span.removed
end

local function losses(model)
  return changes(model, "to", function(span)
    return span.lost and not is_removed(span)
  end)
end

local function removals(model)
  return changes(model, "to", is_removed)
end

local function arrivals(model)
  return changes(model, "from", function(span) return span.late end)
end

local function cores_of(model)
  local cores, receivers = 0, {}
  local held = 0
  for _, lane in ipairs(model.lanes) do
    cores = cores + lane.cores
    for _, item in ipairs(lane.receivers) do
      if not receivers[item.receiver] and item.from < model.to
        and item.to > model.from then
        receivers[item.receiver] = true
        held = held + 1
      end
    end
  end
  return cores, held
end

-- Waiting -----------------------------------------------------------------------------

local function longest_wait(model)
  local longest, count = nil, 0
  for _, batch in ipairs(model.busy) do
    if batch.waited > 0 and not batch.wait.missed and batch.time < model.to then
      count = count + 1
      if not longest or batch.waited > longest.waited then
        longest = batch
      end
    end
  end
  return longest, count
end

local function wait_sentence(model, duration)
  local longest, count = longest_wait(model)
  if not longest then
    return nil
  elseif count == 1 then
    return ("batch %d waits %s"):format(longest.number, duration(longest.waited))
  end
  return ("%s batches wait, batch %d longest: %s"):format(words.number(count),
    longest.number, duration(longest.waited))
end

-- Findings ----------------------------------------------------------------------------

local function stuck_sentence(model)
  local list = {}
  for _, batch in ipairs(model.busy) do
    if batch.wait and batch.wait.open then
      list[#list + 1] = batch.number
    end
  end
  local cores, held = cores_of(model)
  if #list == 0 or held < cores then
    return nil
  end
  return ("%s %s and never %s: %s every core"):format(format.batches(list),
    #list == 1 and "waits" or "wait", #list == 1 and "runs" or "run",
    held == 1 and "the receiver holds" or "receivers hold")
end

local function loss_sentence(model, duration)
  local list = losses(model)
  if #list == 0 then
    return nil
  end
  local text = ("executor %d is lost at %s"):format(list[1].lane.number,
    words.moment(list[1].time))
  if #list > 1 then
    text = ("%d executors are lost from %s to %s"):format(#list,
      format.seconds(list[1].time), words.moment(list[#list].time))
  end
  if model.lost > 0 then
    text = text .. " with " .. words.count(model.lost, "running task")
  end
  return ("%s; %s"):format(text, wait_sentence(model, duration) or "no batch waits")
end

-- How often the task of a batch failed that failed most often.
local function worst_task(model, number)
  local worst, counts = nil, {}
  for _, lane in ipairs(model.lanes) do
    for _, task in ipairs(lane.tasks) do
      if task.batch == number and task.trouble == "failed" then
        local key = task.stage << 32 | task.partition
        counts[key] = (counts[key] or 0) + 1
        if not worst or counts[key] > worst.times then
          worst = {times = counts[key], task = task}
        end
      end
    end
  end
  return worst
end

local function failed_sentence(model)
  local list, seen = {}, {}
  for _, batch in ipairs(model.busy) do
    if batch.failed and batch.from and batch.from < model.to and not seen[batch.number]
    then
      seen[batch.number] = true
      list[#list + 1] = batch.number
    end
  end
  local worst = #list == 1 and worst_task(model, list[1])
  if worst then
    return ("%s task %d of batch %d fails%s, and the batch with it"):format(
      worst.task.result and "result" or "map", worst.task.partition, list[1],
      worst.times > 1 and " " .. words.count(worst.times, "time") or "")
  end
  return #list > 0 and format.batches(list) .. " failed" or nil
end

local function task_sentence(model)
  if model.failed == 0 then
    return nil
  end
  return ("%s, %s again"):format(words.count(model.failed, "task fails", "tasks fail"),
    words.count(model.again, "runs", "run"))
end

local function copy_sentence(model)
  if model.copies == 0 then
    return nil
  end
  return ("%s of %s end%s before the slow task"):format(words.number(model.won),
    words.count(model.copies, "speculative copy", "speculative copies"),
    model.won == 1 and "s" or "")
end

local function scaling_sentence(model)
  local come, gone = #arrivals(model), #removals(model)
  if come + gone == 0 then
    return nil
  end
  local parts = {}
  parts[#parts + 1] = come > 0 and words.count(come, "executor joins",
    "executors join") or nil
  parts[#parts + 1] = gone > 0 and (come > 0 and gone .. (gone == 1 and " is removed"
    or " are removed") or words.count(gone, "executor is removed",
    "executors are removed")) or nil
  return table.concat(parts, ", ")
end

-- How much of the time that cores have for tasks is used by them.
local function use_sentence(model)
  local busy, free, held = 0, 0, 0
  local function part(from, to)
    return math.max(0, math.min(to, model.to, model.ended) - math.max(from, model.from))
  end
  for _, lane in ipairs(model.lanes) do
    for _, span in ipairs(lane.spans) do
      free = free + span.cores * part(span.from, span.to)
    end
    for _, item in ipairs(lane.receivers) do
      held = held + part(item.from, item.to)
    end
    for _, task in ipairs(lane.tasks) do
      busy = busy + part(task.from, task.to)
    end
  end
  free = free - held
  local cores, receivers = cores_of(model)
  if free <= 0 then
    return "no core is free for tasks"
  end
  local left = cores - receivers
  local whose = receivers > 0 and ("the %s that %s"):format(left == 1 and "core"
    or words.count(left, "core"), receivers == 1 and "the receiver leaves"
    or "receivers leave") or words.count(cores, "core")
  if model.tasks == 0 then
    return "no task runs on " .. whose
  end
  local share = busy / free
  local text = share < 0.095 and ("%.1f %%"):format(share * 100)
    or ("%.0f %%"):format(share * 100)
  return ("tasks use %s of the time of %s"):format(text, whose)
end

-- The findings, the gravest first.
local function findings(model, duration)
  local list = {}
  local function add(sentence)
    list[#list + 1] = sentence
  end
  add(lives.sentence(model))
  add(stuck_sentence(model))
  local lost = loss_sentence(model, duration)
  add(lost)
  add(failed_sentence(model))
  add(copy_sentence(model))
  add(task_sentence(model))
  local wait, scaling = wait_sentence(model, duration), scaling_sentence(model)
  if scaling then
    add(wait and not lost and scaling .. "; " .. wait or scaling)
  elseif not lost then
    add(wait)
  end
  add(use_sentence(model))
  return list
end

-- What a picture carries --------------------------------------------------------------

---One sentence with the finding and its numbers.
---@param model table
---@return string
function M.headline(model)
  return capital(findings(model, format.duration)[1])
end

---The findings as sentences, for those who read the picture as text.
---@param model table
---@return string[]
function M.sentences(model)
  local list = {}
  for i, finding in ipairs(findings(model, format.spoken)) do
    list[i] = capital(finding) .. "."
  end
  return list
end

-- "3 executors × 2 cores", or the sums if they differ.
local function size_of(model)
  local same, cores = true, 0
  for _, lane in ipairs(model.lanes) do
    same = same and lane.cores == model.lanes[1].cores
    cores = cores + lane.cores
  end
  local count = words.count(#model.lanes, "executor")
  if #model.lanes == 0 then
    return "no executor"
  elseif same then
    return ("%s \u{d7} %s"):format(count, words.count(model.lanes[1].cores, "core"))
  end
  return ("%s, %s"):format(count, words.count(cores, "core"))
end

-- How many tasks of each kind a batch has, where all have as many.
local function tasks_a_batch(model)
  local counts, order = {}, {}
  for _, lane in ipairs(model.lanes) do
    for _, task in ipairs(lane.tasks) do
      if task.batch and task.attempt == 0 and not task.again then
        local count = counts[task.batch] or {m = 0, r = 0}
        if not counts[task.batch] then
          counts[task.batch] = count
          order[#order + 1] = count
        end
        local kind = task.result and "r" or "m"
        count[kind] = count[kind] + 1
      end
    end
  end
  local most = {m = 0, r = 0}
  for _, count in ipairs(order) do
    most.m, most.r = math.max(most.m, count.m), math.max(most.r, count.r)
  end
  if most.m > 0 then
    return ("up to %s (m), then %s (r) a batch"):format(words.count(most.m,
      "map task"), words.count(most.r, "result task"))
  end
  return most.r > 0 and ("up to %s (r) a batch"):format(
    words.count(most.r, "result task")) or nil
end

local SETTINGS <const> = {"spark.locality.wait", "spark.speculation",
  "spark.streaming.concurrentJobs", "spark.streaming.dynamicAllocation.enabled"}

---What was set, what is shown of the run, and what the picture leaves out.
---@param model table
---@param left_out string[]
---@return {text: string, spare: boolean}[]
function M.settings(model, left_out)
  local list = {}
  local function add(text, spare)
    list[#list + 1] = text and {text = text, spare = spare or false}
  end
  if model.from > 0 or model.to < model.total then
    add(("%s to %s of %s"):format(format.seconds(model.from), words.moment(model.to),
      words.moment(model.total)))
  end
  local _, held = cores_of(model)
  add(size_of(model) .. (held > 0 and (", %s held by %s"):format(held == 1
    and "one core" or held .. " cores", held == 1 and "the receiver" or "receivers")
    or ""))
  if model.hidden > 0 then
    add(words.count(model.hidden, "executor") .. " not drawn")
  end
  add("batch interval " .. words.duration(model.interval), true)
  add(tasks_a_batch(model), true)
  for _, name in ipairs(SETTINGS) do
    local value = type(model.conf) == "table" and model.conf[name]
    add(value and ("%s %s"):format(name, value), true)
  end
  if model.clock == "wall" then
    add("0 s is " .. format.date(model.zero))
  end
  for _, text in ipairs(left_out) do
    add(text)
  end
  return list
end

---The rules that explain the picture.
---@param model table
---@param page table what was drawn
---@return string[]
function M.footnotes(model, page)
  local parts = {}
  if page.labelled > 0 then
    parts[1] = "m map task, r result task (bold border), and the number of the "
      .. "partition."
  end
  if page.charted then
    parts[#parts + 1] = "In charts grey: cores that receivers hold; dashed line: how "
      .. "many cores there are."
  end
  if page.labelled > 0 and model.again > 0 then
    parts[#parts + 1] = "m3.1 is the second attempt: attempts count from 0."
  end
  if page.labelled > 0 and model.copies > 0 then
    parts[#parts + 1] = "s: speculative copy of a slow task."
  end
  local list = {#parts > 0 and table.concat(parts, "  ") or nil}
  if page.remote_drawn then
    list[#list + 1] = "Dot in the corner: what the task reads comes from another host."
  end
  return list
end

---A range in which single tasks can be read, as an option, or nil: the batch to which
---something happened, else the longest.
---@param model table
---@return string|nil
function M.closer_range(model)
  local best, most = nil, -1
  for _, lane in ipairs(model.lanes) do
    for _, task in ipairs(lane.tasks) do
      local weight = task.batch and (task.trouble and 2 or task.again and 1 or 0) or -1
      if weight > most then
        best, most = task.batch, weight
      end
    end
  end
  for _, batch in ipairs(model.busy) do
    if batch.number == best and batch.from and batch.took then
      local from, to = batch.from, batch.from + batch.took
      if to - from < (model.to - model.from) / 2 then
        return ("%s..%s"):format(format.seconds(from // 1000 * 1000),
          format.seconds(-(-to // 1000) * 1000))
      end
    end
  end
  return nil
end

---The picture in sentences.
---@param model table
---@return string
function M.alternative(model)
  local list = {("Cluster of %s, from %s to %s: %s of %s."):format(
    size_of(model):gsub(" \u{d7} ", " with "), format.seconds(model.from),
    words.moment(model.to), words.count(model.tasks, "task"),
    words.count(#model.busy, "batch", "batches"))}
  return table.concat(table.move(M.sentences(model), 1, 4, 2, list), " ")
end

return M
