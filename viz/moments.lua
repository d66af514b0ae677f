-- viz.moments: what happens in a run and when, in words: the steps of a player, and
-- what goes on at any time. Times are in microseconds since the zero time of the run.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local operators = require("viz.operators")
local words = require("sluice.words")

local M = {}

local MOST_RECORDS <const> = 500 -- more are no steps of their own
local MOST_TEXTS <const> = 4 -- at one time; more are counted
local SHOWN <const> = 40 -- letters of a record

---@class Moment
---@field at integer
---@field text string what happens then
---@field block? boolean a block is cut
---@field batch? boolean a batch is formed
---@field window? boolean a window ends

-- Steps -------------------------------------------------------------------------------

---@class Steps
local Steps = {}
Steps.__index = Steps

-- Several things of one time are one step.
function Steps:add(at_us, text, kind)
  local at = at_us and at_us - self.zero
  if not at or at < self.from or at > self.to then
    return
  end
  local step = self.by_time[at]
  if not step then
    step = {at = at, texts = {}}
    self.by_time[at] = step
    self.list[#self.list + 1] = step
  end
  table.insert(step.texts, text)
  if kind then
    step[kind] = true
  end
end

local function shortened(text)
  local length = utf8.len(text)
  if not length or length <= SHOWN then
    return words.printable(text)
  end
  return words.printable(text:sub(1, utf8.offset(text, SHOWN) - 1)) .. "\u{2026}"
end

local function add_input(steps, trace)
  local records = trace:records()
  if #records <= MOST_RECORDS then
    for _, record in ipairs(records) do
      steps:add(record.at_us, ("record %d arrives: %s"):format(record.number,
        shortened(record.text or "")))
    end
  end
  for _, block in ipairs(trace:blocks()) do
    steps:add(block.cut_us, ("block %s is cut: %s"):format(block.id,
      words.count(block.records, "record")), "block")
  end
end

local function add_batches(steps, trace)
  for _, batch in ipairs(trace:batches()) do
    steps:add(batch.time_us, ("batch %d is formed: %s, %s"):format(batch.number,
      words.count(batch.records, "record"), words.count(batch.partitions, "partition")),
      "batch")
    steps:add(batch.started_us, ("batch %d starts"):format(batch.number))
    steps:add(batch.completed_us, ("batch %d is done%s"):format(batch.number,
      batch.failed and ", and failed" or ""))
  end
  for _, window in ipairs(trace:windows()) do
    local numbers = {}
    for i, time in ipairs(window.batches) do
      numbers[i] = (time * 1000 - steps.zero) // trace:run().interval_us
    end
    local covers = #numbers > 0 and format.batches(numbers) or "no batch"
    steps:add(window.time_us, ("a window of %s covers %s"):format(
      words.duration(window.length_us), covers), "window")
  end
end

local function add_work(steps, trace)
  for _, job in ipairs(trace:jobs()) do
    steps:add(job.started_us, ("job %d starts: %s"):format(job.number, job.action))
    steps:add(job.completed_us, ("job %d %s"):format(job.number,
      job.failed and "fails" or "is done"))
  end
  for _, task in ipairs(trace:tasks()) do
    steps:add(task.started_us, ("task %d of stage %d starts on executor %d"):format(
      task.index, task.stage, task.executor))
    steps:add(task.ended_us, ("task %d of stage %d %s"):format(task.index, task.stage,
      task.failed and "fails" or "ends"))
  end
end

local function add_cluster(steps, trace)
  for _, receiver in ipairs(trace:receivers()) do
    for _, state in ipairs(receiver.states) do
      steps:add(state.at_us, ("receiver %d: %s"):format(receiver.number, state.state))
    end
  end
  for _, executor in ipairs(trace:executors()) do
    steps:add(executor.lost_us, ("executor %d is lost"):format(executor.number))
  end
end

local function sentence(texts)
  local rest = #texts - MOST_TEXTS
  local shown = table.concat(texts, "; ", 1, math.min(#texts, MOST_TEXTS))
  return rest > 0 and ("%s; and %d more"):format(shown, rest) or shown
end

---What happened from one time to another, a step for each time at which anything did.
---@param trace Trace
---@param from integer
---@param to integer
---@return Moment[]
function M.steps(trace, from, to)
  local steps = setmetatable({zero = trace:run().zero_us, from = from, to = to,
    by_time = {}, list = {}}, Steps)
  add_cluster(steps, trace)
  add_batches(steps, trace)
  add_input(steps, trace)
  add_work(steps, trace)
  table.sort(steps.list, function(a, b) return a.at < b.at end)
  for _, step in ipairs(steps.list) do
    step.text = sentence(step.texts)
  end
  return steps.list
end

-- What goes on ------------------------------------------------------------------------

-- Things that begin and end, as changes in the order of time; ends come first.
local function sorted_changes(spans)
  local changes = {}
  for _, span in ipairs(spans) do
    changes[#changes + 1] = {at = span.from, span = span, order = #changes}
    if span.to then
      changes[#changes + 1] = {at = span.to, span = span, ends = true,
        order = #changes - 1000000000}
    end
  end
  table.sort(changes, function(a, b)
    return a.at < b.at or a.at == b.at and a.order < b.order
  end)
  return changes
end

local function add_waits(spans, batch, zero)
  if batch.submitted_us then
    local to = batch.started_us and batch.started_us - zero
    if not to or to > batch.submitted_us - zero then
      table.insert(spans, {kind = "wait", from = batch.submitted_us - zero, to = to,
        number = batch.number})
    end
  end
end

local function add_outputs(spans, batch, outputs, zero)
  for _, work in ipairs(batch.outputs) do
    local what = ("batch %d runs %s"):format(batch.number, work.op or "an output")
    if #outputs > 1 then
      what = ("batch %d runs output %d of %d (%s)"):format(batch.number,
        work.output + 1, #outputs, work.op or "")
    end
    table.insert(spans, {kind = "run", from = work.started_us - zero, text = what,
      to = work.completed_us and work.completed_us - zero, output = work.output})
  end
end

local function add_stages(spans, trace, zero)
  for _, stage in ipairs(operators.stages(trace)) do
    table.insert(spans, {kind = "stage", from = stage.from - zero,
      to = stage.to and stage.to - zero, lines = stage.lines})
  end
end

local function spans_of(trace)
  local spans, zero, outputs = {}, trace:run().zero_us, trace:outputs()
  for _, batch in ipairs(trace:batches()) do
    add_waits(spans, batch, zero)
    add_outputs(spans, batch, outputs, zero)
  end
  add_stages(spans, trace, zero)
  return spans
end

local function by_start(active)
  local list = {}
  for span in pairs(active) do
    list[#list + 1] = span
  end
  table.sort(list, function(a, b) return a.order < b.order end)
  return list
end

-- The sentence for what is going on, and the lines of the program that do it.
local function describe(active, lines_of_output)
  local parts, waiting, lines, is_lit = {}, {}, {}, {}
  local function light(list)
    for _, line in ipairs(list or {}) do
      if not is_lit[line] then
        is_lit[line] = true
        lines[#lines + 1] = line
      end
    end
  end
  for _, span in ipairs(by_start(active)) do
    if span.kind == "wait" then
      waiting[#waiting + 1] = span.number
    elseif span.kind == "run" then
      parts[#parts + 1] = span.text
      light(lines_of_output[span.output])
    else
      light(span.lines)
    end
  end
  table.sort(lines)
  if #waiting > 0 then
    local wait = #waiting == 1 and " waits" or " wait"
    parts[#parts + 1] = format.batches(waiting) .. wait
  end
  return #parts > 0 and table.concat(parts, " \u{b7} ") or "nothing runs", lines
end

---@class Scene
---@field at integer it is so from then on
---@field text string
---@field lines integer[] of the program, that work

---What goes on at any time: the first scene is that of the beginning.
---@param trace Trace
---@return Scene[]
function M.scenes(trace)
  local spans = spans_of(trace)
  for i, span in ipairs(spans) do
    span.order = i
  end
  local lines_of_output = operators.output_lines(trace)
  local active, scenes = {}, {{at = 0, text = "nothing runs", lines = {}}}
  local changes = sorted_changes(spans)
  for i, change in ipairs(changes) do
    active[change.span] = not change.ends or nil
    local following = changes[i + 1]
    if not following or following.at > change.at then
      local text, lines = describe(active, lines_of_output)
      scenes[#scenes + 1] = {at = change.at, text = text, lines = lines}
    end
  end
  return scenes
end

---The scene of a time.
---@param scenes Scene[]
---@param at integer
---@return Scene
function M.scene_at(scenes, at)
  local found = scenes[1]
  for _, scene in ipairs(scenes) do
    if scene.at > at then
      break
    end
    found = scene
  end
  return found
end

return M
