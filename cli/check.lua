-- cli.check: `sluice check`, a program graded by the checks of its lesson.
-- SPDX-License-Identifier: MIT
local enclosed = require("cli.enclosed")
local host = require("cli.host")
local judge = require("course.judge")
local lessons = require("cli.lessons")
local terminal = require("cli.terminal")
local text = require("course.report.text")

local M = {}

local COLUMNS <const> = 80

local function read(path)
  local program, message = host.read_file(path)
  return program or error({level = "error", name = "file-missing", message = message,
    exit = 2}, 0)
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local options, file = arguments.options, arguments.words[1]
  local shelf = lessons.open(options.lessons)
  local lesson = lessons.find(shelf, options.lesson or file)
  local style = terminal.style(options, terminal.OUT)
  local result = judge.judge(lesson, file, read(file), enclosed.runs)
  io.stdout:write(text.draw(result, math.min(style.width or COLUMNS, 100)))
  return result.done and 0 or 1
end

return M
