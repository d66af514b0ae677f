-- course.judge: runs a learner's program and says which checks hold.
-- SPDX-License-Identifier: MIT
local expectation = require("course.expectation")
local habits = require("course.habits")
local run_of = require("course.run")
local texts = require("sluice.words")
local wish_of = require("course.wish")
local words = require("course.words")

local M = {}

---@class course.Verdict one check of a result
---@field name string
---@field status "ok"|"not ok"|"skip"
---@field points number earned
---@field most number that can be earned
---@field message string? why it is not ok
---@field facts {batch: integer?, got: any, want: any, key: any}? the counter-example
---@field raised any what the check raised behind an expectation that failed
---@field line integer? in the learner's file, of an error
---@field spark string? Spark's text, of an error
---@field waits string? the check that has to pass first, of a skipped one
---@field view string? what shows it
---@field note string? behind the name, "1 other world"

---@class course.Result
---@field lesson course.Lesson
---@field file string as the learner calls it
---@field program string its text
---@field verdicts course.Verdict[]
---@field points number
---@field most number
---@field done boolean all checks hold
---@field run course.Run in the lesson's own world

---@alias course.Runner fun(wishes: course.Wish[]): course.Run[]

local RUNS <const>, HIDDEN <const> = "runs", "hidden"

M.RUNS = RUNS

local function batch_namer(run)
  return function(time)
    local batch = run.started and run:batches({from = time, to = time})[1]
    return batch and texts.batch(batch.number, time * 1000)
      or ("the batch of %d ms"):format(time)
  end
end

-- Judges one check: nil if it holds, else the expectation that does not.
local function judge(sheet, check, run)
  sheet.open = {}
  local done, raised = pcall(check.judge, run)
  for _, one in ipairs(sheet.open) do
    if not one.ok then
      return {message = one:text(batch_namer(run)), facts = one.facts,
        raised = not done and raised or nil}
    end
  end
  if not done then
    return {message = "this check cannot judge the program: "
      .. tostring(type(raised) == "table" and raised.message or raised),
      facts = {}, broken = true}
  elseif #sheet.open == 0 then
    return {message = "this check expects nothing", facts = {}, broken = true}
  end
  return nil
end

-- What an error of the program means, if the lesson knows it.
local function reply_to(sheet, failure)
  for _, reply in ipairs(sheet.replies) do
    for _, text in ipairs({failure.message or "", failure.spark or ""}) do
      if text:find(reply.part, 1, true) then
        return reply.text
      end
    end
  end
  return nil
end

-- What an error says to try: the first of it, on one line.
local function advice_of(failure)
  local try = failure.try
  if type(try) == "table" then
    try = try[1]
  end
  return try and "try: " .. try:match("^[^\n]*"):gsub("%s%s.*", "") or nil
end

-- Why a run cannot be judged: nil if it can.
local function failure_of(sheet, run)
  if run.ended ~= "done" then
    return {message = run.message, facts = {}}
  elseif run.failed then
    local message = run.failed.message
    local reply = reply_to(sheet, run.failed) or habits.advice(message)
      or advice_of(run.failed)
    local where = run.failed.line and ("line %d: "):format(run.failed.line) or ""
    return {message = where .. message .. (reply and "; " .. reply or ""), facts = {},
      line = run.failed.line, spark = run.failed.spark}
  elseif not run.started then
    return {message = "no context is started, so there is nothing to look at: "
      .. "ssc:start()", facts = {}}
  end
  return nil
end

-- The first check that a run fails, in an order that checks are written in.
local function first_failure(sheet, run, only)
  local wanted
  for _, name in ipairs(only or {}) do
    wanted = wanted or {}
    wanted[name] = true
  end
  for _, check in ipairs(sheet.checks) do
    if check.hidden and (not wanted or wanted[check.name]) then
      local failure = judge(sheet, check, run)
      if failure then
        return failure, check
      end
    end
  end
  return nil
end

local function add(result, name, most, failure, more)
  local verdict = {name = name, most = most, status = failure and "not ok" or "ok",
    points = failure and 0 or most}
  for key, value in pairs(failure or {}) do
    verdict[key] = value
  end
  for key, value in pairs(more or {}) do
    verdict[key] = value
  end
  result.verdicts[#result.verdicts + 1] = verdict
  result.points, result.most = result.points + verdict.points, result.most + most
  return verdict
end

local function skip(result, name, most, waits)
  local verdict = add(result, name, most, {}, {})
  verdict.status, verdict.waits = "skip", waits
end

-- The name of the check that has to pass first: `failed` leads from each that is not
-- ok to the one at the root.
local function waits_for(check, failed)
  for _, name in ipairs(check.after) do
    if failed[name] then
      return failed[name]
    end
  end
  return nil
end

local function judge_shown(sheet, result, run, lesson)
  local failed, first = {}, nil
  for _, check in ipairs(sheet.checks) do
    local waits = waits_for(check, failed)
    if waits then
      failed[check.name] = waits
      skip(result, check.name, check.points, waits)
    else
      local verdict = add(result, check.name, check.points, judge(sheet, check, run),
        {view = check.view or lesson.view})
      failed[check.name] = verdict.status ~= "ok" and check.name or nil
    end
    first = first or failed[check.name]
  end
  return first
end

local function hidden_failure(sheet, run, change)
  local failure = failure_of(sheet, run)
  local check
  if not failure then
    failure, check = first_failure(sheet, run, change.only)
  end
  if failure then
    local where = change.says and ", " .. change.says or ""
    failure.message = ("in another world%s: %s%s"):format(where,
      check and check.name .. ": " or "", failure.message)
    failure.world = run
  end
  return failure
end

local function judge_hidden(sheet, result, wish, lesson, runner)
  local wishes = {}
  for i, change in ipairs(sheet.hidden) do
    wishes[i] = wish_of.elsewhere(wish, lesson, change)
  end
  for i, run in ipairs(runner(wishes)) do
    rawset(run, "world", wishes[i].hidden)
    sheet.crash = M.crasher(wishes[i], runner)
    local failure = hidden_failure(sheet, run, sheet.hidden[i])
    if failure then
      add(result, HIDDEN, 1, failure, {view = lesson.view})
      return
    end
  end
  add(result, HIDDEN, 1, nil, {note = texts.count(#wishes, "other world")})
end

---The function behind `crash{...}`: runs of a wish with failures.
---@param wish course.Wish
---@param runner course.Runner
---@return fun(change: table): course.Run[]
function M.crasher(wish, runner)
  return function(change)
    local wishes = wish_of.crashes(wish, change)
    local runs = runner(wishes)
    for i, run in ipairs(runs) do
      rawset(run, "killed", wishes[i].killed)
    end
    return runs
  end
end

local function skip_all(sheet, result, waits)
  for _, check in ipairs(sheet.checks) do
    skip(result, check.name, check.points, waits)
  end
  if #sheet.hidden > 0 then
    skip(result, HIDDEN, 1, waits)
  end
end

local function read_sheet(lesson)
  local sheet, problem = words.read(lesson.files["checks.lua"] or "",
    lesson.folder .. "/checks.lua")
  return sheet or error({level = "error", name = "bad-lesson", message = problem,
    exit = 2}, 0)
end

---The result of what is no program: no check holds.
---@param lesson course.Lesson
---@param file string
---@param problem string
---@return course.Result
function M.refuse(lesson, file, problem)
  local sheet = read_sheet(lesson)
  local result = {lesson = lesson, file = file, program = "", verdicts = {}, points = 0,
    most = 0, done = false, run = run_of.new({ended = "crashed", message = problem,
      said = {}, stores = {}})}
  add(result, RUNS, 0, {message = problem, facts = {}})
  skip_all(sheet, result, RUNS)
  return result
end

---Judges a program by a lesson.
---@param lesson course.Lesson
---@param file string as the learner calls it
---@param program string its text
---@param runner course.Runner
---@param workers? integer
---@return course.Result
function M.judge(lesson, file, program, runner, workers)
  local sheet = read_sheet(lesson)
  local wish = wish_of.of(lesson, file, program)
  wish.workers = workers
  local run = runner({wish})[1]
  local result = {lesson = lesson, file = file, verdicts = {}, points = 0, most = 0,
    run = run, program = program}
  local failure = failure_of(sheet, run)
  if failure then
    add(result, RUNS, 0, failure)
    skip_all(sheet, result, RUNS)
  else
    sheet.crash = M.crasher(wish, runner)
    local first = judge_shown(sheet, result, run, lesson)
    if first and #sheet.hidden > 0 then
      skip(result, HIDDEN, 1, first)
    elseif #sheet.hidden > 0 then
      judge_hidden(sheet, result, wish, lesson, runner)
    end
  end
  result.done = true
  for _, verdict in ipairs(result.verdicts) do
    result.done = result.done and verdict.status == "ok"
  end
  return result
end

---What a verdict's counter-example has, for a report.
---@param value any
---@return string
M.shown = expectation.shown

return M
