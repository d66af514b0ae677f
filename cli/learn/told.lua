-- cli.learn.told: the actions of `sluice learn` that say one thing of a lesson: hint,
-- reset, solution and explain.
-- SPDX-License-Identifier: MIT
local desk_of = require("cli.learn.desk")
local fold = require("cli.learn.fold")
local parts = require("cli.learn.parts")
local pictures_of = require("cli.learn.pictures")
local terminal = require("cli.terminal")

local M = {}

local COLUMNS <const>, MOST_COLUMNS <const> = 80, 100

local function write(part, options)
  local style = terminal.style(options, terminal.OUT)
  style.columns = math.min(style.width or COLUMNS, MOST_COLUMNS)
  io.stdout:write(table.concat(fold.lines(part(style), style), "\n"), "\n")
end

local function refuse(what, desk, lesson)
  error({level = "error", name = "not-yet", more = false, exit = 1,
    message = ("the %s of %s opens when all checks hold, or after the third hint; you "
    .. "have taken %d"):format(what, lesson.id, desk:done(lesson).hints),
    try = "sluice learn hint " .. lesson.id}, 0)
end

local TELL = {}

function TELL.hint(desk, lesson, options)
  local n, unkept = desk:take_hint(lesson)
  for i = n or 1, n or #lesson.hints do
    write(parts.hint(lesson, i), options)
  end
  if unkept then
    error({level = "error", name = "cannot-write", message = unkept, exit = 1}, 0)
  end
end

function TELL.reset(desk, lesson)
  local kept = desk:reset(lesson)
  io.stdout:write(desk:path(lesson), " is as it was handed out",
    kept and "; what you had is in " .. kept or "", "\n")
end

function TELL.solution(desk, lesson, options)
  if not desk:is_open(lesson) then
    refuse("solution", desk, lesson)
  end
  write(parts.solution(lesson), options)
end

function TELL.explain(desk, lesson, options)
  if not desk:is_open(lesson) then
    refuse("explanation", desk, lesson)
  end
  write(parts.explanation(lesson, pictures_of.new(lesson):drawer()), options)
end

---@param arguments sluice.Arguments
---@param given string[] the lesson, if it is not the one where the learner stopped
---@return integer exit code
function M.main(arguments, given)
  local desk = desk_of.open(arguments.options)
  io.stderr:write(desk:damage(terminal.style(arguments.options, terminal.ERR)))
  TELL[arguments.words[1]](desk, desk:lesson(given[1]), arguments.options)
  return 0
end

return M
