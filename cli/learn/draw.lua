-- cli.learn.draw: `sluice learn draw`, the pictures of the texts of lessons.
-- SPDX-License-Identifier: MIT
local box = require("cli.box")
local files = require("cli.files")
local host = require("cli.host")
local lessons_of = require("cli.lessons")
local pictures = require("course.pictures")
local programs_of = require("course.programs")
local usage = require("cli.usage")
local viz = require("viz")

local M = {}

local function fail(lesson, picture, message)
  error({level = "error", name = "bad-lesson", message = message, line = picture.line,
    file = lesson.folder .. "/" .. picture.text, exit = 1}, 0)
end

local function draw(lesson, picture, programs, path)
  local run, problem = programs:run(picture.program, picture.view)
  if not run then
    fail(lesson, picture, problem)
  end
  local dot, mark = pictures.dot(picture, run)
  if not dot then
    fail(lesson, picture, mark)
  end
  if (lesson.files[picture.file] or ""):sub(-#mark) == mark then
    return
  end
  local svg, message = host.graphviz(dot, "svg")
  if not svg then
    error({level = "error", name = "no-graphviz", message = message, exit = 1}, 0)
  end
  files.write(path .. "/" .. picture.file, viz.finish_svg(svg, run) .. mark)
  io.stdout:write(path, "/", picture.file, "\n")
end

---@param arguments sluice.Arguments
---@param ids string[] lessons; none: all
---@return integer exit code
function M.main(arguments, ids)
  if not arguments.options.lessons then
    usage.fail("draw wants the folder of the lessons",
      "sluice learn draw --lessons FOLDER")
  end
  local shelf = lessons_of.open(arguments.options.lessons)
  for _, lesson in ipairs(lessons_of.chosen(shelf, ids)) do
    local programs = programs_of.new(lesson, box.runs)
    for _, picture in ipairs(pictures.of(lesson)) do
      draw(lesson, picture, programs, shelf.paths[lesson.folder])
    end
  end
  return 0
end

return M
