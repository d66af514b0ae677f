-- course.verify.programs: start fails, solution passes, each wrong program fails as it
-- says.
-- SPDX-License-Identifier: MIT
local judge = require("course.judge")

local M = {}

local WORKERS <const> = {1, 8}

local function first_failure(result)
  for _, verdict in ipairs(result.verdicts) do
    if verdict.status == "not ok" then
      return verdict
    end
  end
  return nil
end

-- What all verdicts of a result say: equal for equal runs.
local function fingerprint(result)
  local parts = {result.run.text or ""}
  for _, verdict in ipairs(result.verdicts) do
    parts[#parts + 1] = verdict.status .. " " .. verdict.name .. " "
      .. (verdict.message or "")
  end
  return table.concat(parts, "\n")
end

local function check_points(lesson, result, report)
  if lesson.points and lesson.points ~= result.most then
    report("lesson.md", 1, ("`points` is %d, and the checks have %g"):format(
      lesson.points, result.most))
  end
end

-- A world of which a part concerns nobody has a mistake in an address.
local function check_world(result, report)
  for _, d in ipairs(result.run.said) do
    if d.name == "idle-world" then
      report("world.txt", nil, d.message)
    end
  end
end

local function check_solution(lesson, report, runner)
  local program, seen = lesson.files["solution.lua"], nil
  for _, workers in ipairs(WORKERS) do
    local result = judge.judge(lesson, "solution.lua", program, runner, workers)
    local failure = first_failure(result)
    if failure then
      report("solution.lua", failure.line, ("it fails %q: %s"):format(failure.name,
        failure.message))
      return
    end
    local print = fingerprint(result)
    if seen and seen ~= print then
      report("solution.lua", nil, ("with %d workers its run is another one than with "
        .. "%d"):format(workers, WORKERS[1]))
    end
    if not seen then
      check_world(result, report)
    end
    seen = print
    check_points(lesson, result, report)
  end
end

local function check_start(lesson, report, runner)
  local result = judge.judge(lesson, "start.lua", lesson.files["start.lua"], runner)
  if result.done then
    report("start.lua", nil, "it passes all checks, so there is nothing to do")
  end
end

local function check_wrong(lesson, path, report, runner)
  local program = lesson.files[path]
  local name, text = program:match("^%-%- fails \"(.-)\":%s*([^\n]*)")
  if not name then
    report(path, 1, "its first line is `-- fails \"CHECK\": a part of the sentence`")
    return
  end
  local failure = first_failure(judge.judge(lesson, path, program, runner))
  if failure and failure.raised then
    report("checks.lua", nil, ("with %s %q raises an error: %s"):format(path,
      failure.name, tostring(failure.raised)))
  end
  if not failure then
    report(path, 1, "it passes all checks")
  elseif failure.name ~= name then
    report(path, 1, ("it fails %q first: %s"):format(failure.name, failure.message))
  elseif not (failure.message .. "\n" .. (failure.spark or "")):find(text, 1, true) then
    report(path, 1, ("the sentence of %q is: %s"):format(name, failure.message))
  end
end

---The jobs that prove a lesson's programs.
---@param lesson course.Lesson
---@param report fun(file: string, line: integer|nil, message: string, try: string|nil)
---@return (fun(runner: course.Runner))[]
function M.jobs(lesson, report)
  local jobs = {
    function(runner) check_start(lesson, report, runner) end,
    function(runner) check_solution(lesson, report, runner) end,
  }
  local paths = {}
  for path in pairs(lesson.files) do
    paths[#paths + 1] = path:find("^wrong/.*%.lua$") and path or nil
  end
  table.sort(paths)
  for _, path in ipairs(paths) do
    jobs[#jobs + 1] = function(runner)
      check_wrong(lesson, path, report, runner)
    end
  end
  if #paths == 0 then
    report("wrong/", nil, "there is no wrong program: what do learners of this lesson "
      .. "do?")
  end
  return jobs
end

return M
