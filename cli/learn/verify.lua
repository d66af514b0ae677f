-- cli.learn.verify: `sluice learn verify`, the proof that lessons hold together.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local box = require("cli.box")
local lessons_of = require("cli.lessons")
local myths_of = require("cli.myths")
local terminal = require("cli.terminal")
local together = require("course.together")
local verify = require("course.verify")
local verify_myth = require("course.verify.myths")
local words = require("sluice.words")

local M = {}

local function tell(folder, list, style)
  io.stdout:write(("%-8s%s\n"):format(#list > 0 and "not ok" or "ok", folder))
  for _, d in ipairs(list) do
    d.more = false
    io.stdout:write(diagnostic.format(d, style))
  end
  return #list > 0 and 1 or 0
end

-- `sluice learn verify myths`.
local function verify_myths(style)
  local myths, problems = myths_of.open()
  local jobs, failed = {}, #problems
  for i, myth in ipairs(myths) do
    jobs[i] = function(runner)
      return verify_myth.check(myth, runner)
    end
  end
  local lists = #problems == 0 and together.each(jobs, box.runs) or {problems}
  for i, list in ipairs(lists) do
    failed = failed + tell(myths[i].folder, list, style)
  end
  io.stdout:write(words.count(#myths, "myth"), "\n")
  return failed > 0 and 1 or 0
end

---@param arguments sluice.Arguments
---@param ids string[] lessons, or myths; none: all lessons
---@return integer exit code
function M.main(arguments, ids)
  local style, failed = terminal.style(arguments.options, terminal.OUT), 0
  if ids[1] == "myths" then
    return verify_myths(style)
  end
  local shelf = lessons_of.open(arguments.options.lessons)
  local chosen = lessons_of.chosen(shelf, ids)
  local problems = verify.lessons(shelf, chosen, box.runs)
  for _, lesson in ipairs(chosen) do
    failed = failed + tell(lesson.folder, problems[lesson], style)
  end
  io.stdout:write(words.count(#chosen, "lesson"), failed > 0
    and (", %d of them not ok\n"):format(failed) or "\n")
  return failed > 0 and 1 or 0
end

return M
