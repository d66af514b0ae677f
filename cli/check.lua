-- cli.check: `sluice check`, programs graded by the checks of their lessons.
-- SPDX-License-Identifier: MIT
local box = require("cli.box")
local files = require("cli.files")
local judge = require("course.judge")
local lessons_of = require("cli.lessons")
local options_of = require("cli.options")
local pictures = require("cli.check.pictures")
local submissions = require("cli.check.submissions")
local terminal = require("cli.terminal")
local text = require("course.report.text")
local together = require("course.together")
local usage = require("cli.usage")

local M = {}

local COLUMNS <const>, MOST_COLUMNS <const> = 80, 100

-- All results as text: each lesson, and a last line if there are several.
local function as_text(results, style)
  local columns = math.min(style.width or COLUMNS, MOST_COLUMNS)
  local parts = {}
  for i, result in ipairs(results) do
    parts[i] = text.draw(result, columns)
  end
  if #results > 1 then
    parts[#parts + 1] = text.total(results)
  end
  return table.concat(parts)
end

local function report(results, options, context)
  local format = options.json and "json" or options.format
  if format == "text" then
    return as_text(results, terminal.style(options, terminal.OUT))
  elseif format == "tap13" then
    return require("course.report.tap").write(results, context, 13)
  elseif format == "tap" then
    return require("course.report.tap").write(results, context)
  end
  return require("course.report." .. format).write(results, context, options_of.version)
end

local function judge_all(list)
  local jobs = {}
  for i, one in ipairs(list) do
    jobs[i] = function(runner)
      if one.problem then
        return judge.refuse(one.lesson, one.file, one.problem)
      end
      return judge.judge(one.lesson, one.file, one.program, runner)
    end
  end
  return together.each(jobs, box.runs)
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local options = arguments.options
  if options.kit then
    return require("cli.check.kit").main(options)
  elseif not arguments.words[1] then
    usage.fail("check wants a file or a folder", "sluice check 2.1-blocks.lua")
  end
  local shelf = lessons_of.open(options.lessons)
  local results = judge_all(submissions.find(shelf, arguments.words[1], options))
  local context = pictures.context(options)
  local told = report(results, options, context)
  pictures.write(results, context)
  if options.output then
    files.write(options.output, told)
  else
    io.stdout:write(told)
  end
  for _, result in ipairs(results) do
    if not result.done then
      return 1
    end
  end
  return 0
end

return M
