-- course.verify: proves that lessons hold together (docs/authoring.md).
-- SPDX-License-Identifier: MIT
local files = require("course.verify.files")
local programs = require("course.verify.programs")
local texts = require("course.verify.texts")
local together = require("course.together")

local M = {}

local function reporter(lesson, problems)
  return function(file, line, message, try)
    problems[#problems + 1] = {level = "error", name = "bad-lesson", message = message,
      try = try, file = lesson.folder .. "/" .. file, line = line}
  end
end

-- A job of a lesson; what it raises for people is a problem of the lesson, said once.
local function guarded(job, problems)
  return function(runner)
    local done, raised = pcall(job, runner)
    if done then
      return
    elseif type(raised) ~= "table" or not raised.message then
      error(raised, 0)
    end
    for _, problem in ipairs(problems) do
      if problem.message == raised.message then
        return
      end
    end
    problems[#problems + 1] = raised
  end
end

-- What a lesson must hold beyond its form: nothing of it runs before that is right.
local function add_jobs(jobs, lesson, is_drawn, problems)
  local report = reporter(lesson, problems)
  files.check(lesson, report)
  if #problems > 0 then
    return
  end
  local own = programs.jobs(lesson, report)
  own[#own + 1] = function(runner)
    texts.check(lesson, is_drawn, runner, report)
  end
  for _, job in ipairs(own) do
    jobs[#jobs + 1] = guarded(job, problems)
  end
end

local function by_place(a, b)
  if a.file ~= b.file then
    return (a.file or "") < (b.file or "")
  elseif (a.line or 0) ~= (b.line or 0) then
    return (a.line or 0) < (b.line or 0)
  end
  return a.message < b.message
end

---Proves lessons of a shelf.
---@param shelf course.Shelf
---@param lessons course.Lesson[] of the shelf
---@param runner course.Runner
---@return table<course.Lesson, table[]> problems of each, as diagnostics
function M.lessons(shelf, lessons, runner)
  local problems, jobs = {}, {}
  for _, lesson in ipairs(lessons) do
    problems[lesson] = table.move(shelf.problems[lesson.folder], 1,
      #shelf.problems[lesson.folder], 1, {})
    add_jobs(jobs, lesson, shelf.paths ~= nil, problems[lesson])
  end
  files.check_order(shelf.lessons, shelf.beside, function(lesson, message)
    if problems[lesson] then
      reporter(lesson, problems[lesson])("lesson.md", 1, message)
    end
  end)
  together.each(jobs, runner)
  for _, list in pairs(problems) do
    table.sort(list, by_place)
  end
  return problems
end

return M
