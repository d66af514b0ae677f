-- cli.check.submissions: which files are graded, and by which lessons.
-- SPDX-License-Identifier: MIT
local host = require("cli.host")
local lessons_of = require("cli.lessons")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

---@class sluice.Submission
---@field lesson course.Lesson
---@field file string
---@field program string?
---@field problem string? why there is no program

local MOST_BYTES <const> = 1 << 20

-- A link could lead to what the learner may not read and we may.
local function read(path)
  local info = host.file_info(path)
  if not info then
    return nil, ("there is no file %s"):format(path:match("[^/]+$"))
  elseif info.link then
    return nil, "this is a link to another file; hand in the file itself"
  elseif not info.regular then
    return nil, ("this is %s, not a program; hand in a file"):format(info.folder
      and "a folder" or "a pipe or a device")
  elseif info.size > MOST_BYTES then
    return nil, ("the file has %s bytes, a program has at most %s"):format(
      words.number(info.size), words.number(MOST_BYTES))
  end
  return host.read_file(path)
end

local function submission(lesson, path)
  local program, problem = read(path)
  return {lesson = lesson, file = path, program = program, problem = problem}
end

-- The files of a folder that are called like lessons; or those that are expected, and
-- no others: what else is handed in brings no points.
local function in_folder(shelf, path, options)
  local wanted, list = {}, {}
  for _, lesson in ipairs(lessons_of.list(shelf, options.expect)) do
    wanted[lesson] = true
  end
  for _, lesson in ipairs(shelf.lessons) do
    local file = path:gsub("/*$", "/") .. lesson.file
    if wanted[lesson] or not options.expect and host.file_info(file) then
      list[#list + 1] = submission(lesson, file)
    end
  end
  if #list == 0 then
    error({level = "error", name = "file-missing", exit = 2,
      message = words.name(path) .. " holds no file that is called like a lesson",
      try = shelf.lessons[1] and "a name such as " .. shelf.lessons[1].file or nil}, 0)
  end
  return list
end

-- The lesson that a file belongs to, by its name if nothing else says it.
local function lesson_of(shelf, path, options)
  local lesson = not options.lesson and shelf:find(path)
  if not lesson and not options.lesson then
    usage.fail(words.name(path) .. " is not called like a lesson",
      "sluice check " .. path .. " --lesson 2.1", "sluice learn list")
  end
  return lesson or lessons_of.find(shelf, options.lesson)
end

---@param shelf course.Shelf
---@param path string of a file or a folder
---@param options table<string, any>
---@return sluice.Submission[]
function M.find(shelf, path, options)
  local info = host.file_info(path)
  if info and info.folder then
    if options.lesson then
      usage.fail("--lesson is for one file, and this is a folder", "--expect "
        .. options.lesson)
    end
    return in_folder(shelf, path, options)
  elseif not info then
    error({level = "error", name = "file-missing", exit = 2,
      message = ("cannot read %s: there is no such file"):format(words.name(path))}, 0)
  elseif options.expect then
    usage.fail("--expect is for a folder, and this is a file")
  end
  return {submission(lesson_of(shelf, path, options), path)}
end

return M
