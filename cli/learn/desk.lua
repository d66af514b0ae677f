-- cli.learn.desk: the lessons, the learner's folder with exercises, and what is done.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local host = require("cli.host")
local lessons_of = require("cli.lessons")
local progress_of = require("course.progress")

local M = {}

local USUAL <const> = "sluice-lessons"
local PROGRESS <const> = "progress.txt"

---@class learn.Desk
---@field shelf course.Shelf
---@field folder string of the exercises
---@field progress course.Progress as it was read last
local Desk = {}
Desk.__index = Desk

local function fail(name, message, try)
  error({level = "error", name = name, message = message, exit = 1, more = false,
    try = try}, 0)
end

local function fail_to_write(message)
  fail("cannot-write", message, "sluice learn --folder DIR, a folder for your files")
end

-- A place in a folder; that of the folder one stands in has no folder before it.
local function join(folder, name)
  return folder == "." and name or folder .. "/" .. name
end

-- Who stands in a folder with exercises means that one.
local function usual_folder()
  local is_here = host.file_info(PROGRESS) ~= nil
  return is_here and "." or USUAL
end

-- A lesson that is broken is a matter of its author.
local function refuse_broken(shelf, place)
  for _, lesson in ipairs(shelf.lessons) do
    local d = shelf.problems[lesson.folder][1]
    if d then
      error(setmetatable({try = "sluice learn verify"
        .. (place and " --lessons " .. place or ""), exit = 2, more = false},
        {__index = d}), 0)
    end
  end
end

---The desk of a command line.
---@param options table<string, any>
---@return learn.Desk
function M.open(options)
  local folder = (options.folder or usual_folder()):gsub("(.)/+$", "%1")
  local desk = setmetatable({shelf = lessons_of.open(options.lessons), folder = folder},
    Desk)
  if #desk.shelf.lessons == 0 then
    fail("no-lessons", "this sluice holds no lessons; --lessons FOLDER names some")
  end
  refuse_broken(desk.shelf, options.lessons)
  desk:read_progress()
  return desk
end

---Where progress is kept.
---@return string
function Desk:progress_path()
  return join(self.folder, PROGRESS)
end

---Whether nothing was done here so far.
---@return boolean
function Desk:is_new()
  return host.file_info(self:progress_path()) == nil
end

---Reads what is done, as it is in the file now.
function Desk:read_progress()
  local path, text = self:progress_path(), ""
  if host.file_info(path) then
    local message
    text, message = host.read_file(path)
    if not text then
      fail("file-missing", message)
    end
  end
  self.progress = progress_of.read(text)
end

---The lines of the file that are not understood, as warnings.
---@param style table
---@return string
function Desk:damage(style)
  local parts = {}
  for i, problem in ipairs(self.progress.problems) do
    parts[i] = diagnostic.format({level = "warning", name = "progress", more = false,
      file = self:progress_path(), line = problem.line,
      message = problem.message .. "; the line stays and counts for nothing"}, style)
  end
  return table.concat(parts)
end

---Changes what is done: the file is read again before, and written whole. What cannot
---be written is forgotten at the end, and the message says so.
---@param change fun(progress: course.Progress)
---@return string|nil message why it is not kept
function Desk:update(change)
  self:read_progress()
  change(self.progress)
  local made, why = host.make_folder(self.folder)
  local written, message
  if made then
    written, message = host.write_file(self:progress_path(), self.progress:text())
  end
  return not written and (message or why) or nil
end

---@param lesson course.Lesson
---@return course.Done
function Desk:done(lesson)
  return self.progress:of(lesson.folder)
end

---Where the learner's copy of a lesson's program is.
---@param lesson course.Lesson
---@return string
function Desk:path(lesson)
  return join(self.folder, lesson.file)
end

local function write(path, text)
  local written, message = host.write_file(path, text)
  if not written then
    fail_to_write(message)
  end
end

---Puts the program of a lesson and its world into the folder, where they are not yet.
---@param lesson course.Lesson
---@return boolean whether the program was put there
function Desk:hand_out(lesson)
  local made, message = host.make_folder(self.folder)
  if not made then
    fail_to_write(message)
  end
  local world = join(self.folder, lesson.folder .. ".world")
  if not host.file_info(world) then
    write(world, lesson.files["world.txt"] or "")
  end
  local is_new = host.file_info(self:path(lesson)) == nil
  if is_new then
    write(self:path(lesson), lesson.files["start.lua"] or "")
  end
  return is_new
end

---The program as handed out again; one that was changed is kept beside it.
---@param lesson course.Lesson
---@return string|nil path of what was changed
function Desk:reset(lesson)
  self:hand_out(lesson)
  local path, start = self:path(lesson), lesson.files["start.lua"]
  local own, message = host.read_file(path)
  if own == start then
    return nil
  elseif not own then
    fail("file-missing", message)
  end
  local kept, n = path .. ".old", 1
  while host.file_info(kept) do
    n = n + 1
    kept = path .. ".old" .. n
  end
  write(kept, own)
  write(path, start)
  return kept
end

---The lesson where the learner stopped, or the first.
---@return course.Lesson
function Desk:here()
  local here = self.progress.here
  return here and self.shelf:find(here) or self.shelf.lessons[1]
end

---A lesson by what somebody calls it; without a word, where the learner stopped.
---@param word string|nil
---@return course.Lesson
function Desk:lesson(word)
  return word and lessons_of.find(self.shelf, word) or self:here()
end

---The lessons that one builds on and that are not done.
---@param lesson course.Lesson
---@return course.Lesson[]
function Desk:missing(lesson)
  local list = {}
  for _, id in ipairs(lesson.after) do
    local before = self.shelf:find(id)
    if before and not self:done(before).done then
      list[#list + 1] = before
    end
  end
  return list
end

---The next lesson that is not done and that can be done: behind this one or, behind
---the last, from the first on.
---@param lesson course.Lesson
---@return course.Lesson|nil
function Desk:next(lesson)
  local lessons = self.shelf.lessons
  local at = self.shelf:number(lesson)
  for i = 1, #lessons - 1 do
    local one = lessons[(at + i - 1) % #lessons + 1]
    if not self:done(one).done and #self:missing(one) == 0 then
      return one
    end
  end
  return nil
end

---How many lessons are done.
---@return integer
function Desk:count_done()
  local n = 0
  for _, lesson in ipairs(self.shelf.lessons) do
    n = n + (self:done(lesson).done and 1 or 0)
  end
  return n
end

---Whether the solution of a lesson may be seen.
---@param lesson course.Lesson
---@return boolean
function Desk:is_open(lesson)
  local done = self:done(lesson)
  return done.done ~= nil or done.hints >= #lesson.hints
end

---One more hint: its number; nil if there is no further one.
---@param lesson course.Lesson
---@return integer|nil
---@return string|nil message why it is not kept
function Desk:take_hint(lesson)
  if self:done(lesson).hints >= #lesson.hints then
    return nil
  end
  local problem = self:update(function(progress)
    local done = progress:of(lesson.folder)
    done.hints = math.min(done.hints + 1, #lesson.hints)
  end)
  return self:done(lesson).hints, problem
end

---Keeps the result of a check.
---@param lesson course.Lesson
---@param result course.Result
---@return string|nil message why it is not kept
function Desk:keep(lesson, result)
  local done = self:done(lesson)
  local better = not done.points or result.points > done.points
    or result.most ~= done.most
  if not better and (done.done or not result.done) then
    return nil
  end
  return self:update(function(progress)
    local one = progress:of(lesson.folder)
    if better then
      one.points, one.most = result.points, result.most
    end
    if result.done then
      one.done = one.done or os.date("%Y-%m-%d %H:%M")
    end
  end)
end

M.usual = USUAL

return M
