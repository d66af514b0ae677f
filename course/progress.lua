-- course.progress: what a learner has done, as a text that people can read and edit.
--
-- A line for each lesson, in any order:
--   2.1-blocks: said b, 1 hint, 4 of 4 points, done 2026-03-02 09:14
--   here: 2.2-cores
-- Comments, and lines that are not understood, stay where they are.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

---@class course.Done what was done in one lesson
---@field said string? letter of the choice
---@field hints integer taken
---@field points number? the most that a check gave
---@field most number?
---@field done string? when

---@class course.Progress
---@field here string? folder of the lesson where the learner stopped
---@field lessons table<string, course.Done> by folder
---@field problems {line: integer, text: string, message: string}[]
---@field private lines table[] as they were: `text`, `lesson`, `here`
local Progress = {}
Progress.__index = Progress

local HEAD <const> = "# What is done, a line for each lesson; sluice learn writes it. "
  .. "Yours to read and to edit."

-- The parts of a line: what each looks like, and what it sets.
local PARTS <const> = {
  {"^said (%l)$", function(done, letter)
    done.said = letter
  end},
  {"^(%d+) hints?$", function(done, count)
    done.hints = math.tointeger(tonumber(count))
  end},
  {"^([%d.]+) of ([%d.]+) points?$", function(done, points, most)
    done.points, done.most = tonumber(points), tonumber(most)
  end},
  {"^done (%d+%-%d+%-%d+ %d+:%d+)$", function(done, when)
    done.done = when
  end},
}

local function read_part(done, part)
  for _, known in ipairs(PARTS) do
    local first, second = part:match(known[1])
    if first then
      known[2](done, first, second)
      return true
    end
  end
  return false
end

local function read_lesson(text)
  local done = {hints = 0}
  for part in text:gmatch("[^,]+") do
    local trimmed = part:match("^%s*(.-)%s*$")
    if not read_part(done, trimmed) then
      return nil, ("%s is none of `said b`, `1 hint`, `4 of 4 points`, "
        .. "`done 2026-03-02 09:14`"):format(words.quote(trimmed))
    end
  end
  return done
end

local function read_line(self, entry)
  local name, rest = entry.text:match("^%s*([%w._-]+):%s*(.-)%s*$")
  if not name then
    return "a line is `LESSON: what was done`"
  elseif name == "here" then
    self.here = rest:match("^[%w._-]+$")
    entry.here = self.here ~= nil
    return not self.here and ("%s is no lesson"):format(words.quote(rest)) or nil
  elseif self.lessons[name] then
    return ("a line for %s stands above already"):format(name)
  end
  local done, message = read_lesson(rest)
  self.lessons[name], entry.lesson = done, done and name
  return message
end

---Reads a text. Lines that are not understood are problems, and count for nothing.
---@param text string
---@return course.Progress
function M.read(text)
  local self = setmetatable({lessons = {}, problems = {}, lines = {}}, Progress)
  for line in (text:gsub("\r", ""):gsub("\n*$", "") .. "\n"):gmatch("(.-)\n") do
    local entry = {text = line}
    self.lines[#self.lines + 1] = entry
    local says_nothing = line:find("^%s*#") or line:find("^%s*$")
    local message = not says_nothing and read_line(self, entry)
    if message then
      self.problems[#self.problems + 1] = {line = #self.lines, text = line,
        message = message}
    end
  end
  if text == "" then
    self.lines = {{text = HEAD}}
  end
  return self
end

---What was done in a lesson; a change of it is written with the next text.
---@param folder string
---@return course.Done
function Progress:of(folder)
  self.lessons[folder] = self.lessons[folder] or {hints = 0}
  return self.lessons[folder]
end

---"1.5 of 4 points"
---@param done course.Done that has points
---@return string
function M.points(done)
  return ("%g of %g %s"):format(done.points, done.most, done.most == 1 and "point"
    or "points")
end

local function lesson_line(folder, done)
  local parts = {}
  parts[#parts + 1] = done.said and "said " .. done.said
  parts[#parts + 1] = done.hints > 0 and words.count(done.hints, "hint") or nil
  parts[#parts + 1] = done.points and M.points(done) or nil
  parts[#parts + 1] = done.done and "done " .. done.done or nil
  return #parts > 0 and folder .. ": " .. table.concat(parts, ", ") or nil
end

-- New lines stand behind the others in their order.
local function add_new(self, lines, written)
  local folders = {}
  for folder in pairs(self.lessons) do
    folders[#folders + 1] = not written[folder] and folder or nil
  end
  table.sort(folders)
  for _, folder in ipairs(folders) do
    lines[#lines + 1] = lesson_line(folder, self.lessons[folder])
  end
end

---The text to keep: lines that are not understood, and comments, are as they were.
---@return string
function Progress:text()
  local lines, written = {}, {}
  for _, entry in ipairs(self.lines) do
    if entry.lesson then
      lines[#lines + 1] = lesson_line(entry.lesson, self.lessons[entry.lesson])
      written[entry.lesson] = true
    elseif not entry.here then
      lines[#lines + 1] = entry.text
    end
  end
  add_new(self, lines, written)
  lines[#lines + 1] = self.here and "here: " .. self.here or nil
  return table.concat(lines, "\n") .. "\n"
end

return M
