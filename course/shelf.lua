-- course.shelf: where lessons are, and in which order.
-- SPDX-License-Identifier: MIT
local lesson_of = require("course.lesson")
local words = require("sluice.words")

local M = {}

---@class course.Shelf
---@field lessons course.Lesson[] in the order of learning
---@field problems table<string, table[]> by folder
---@field paths table<string, string>|nil of folders, if they lie on the disk
---@field beside table<string, boolean> ids of lessons that are known and not on it
local Shelf = {}
Shelf.__index = Shelf

-- "2.1" before "2.10", numbers before names; two of one id are a mistake, and told in
-- the order of their folders.
local function before(a, b)
  if a.id == b.id then
    return a.folder < b.folder
  end
  local part_a, part_b = a.id:gmatch("%w+"), b.id:gmatch("%w+")
  while true do
    local x, y = part_a(), part_b()
    if not x or not y then
      return y ~= nil
    elseif x ~= y then
      local n, m = tonumber(x), tonumber(y)
      if n and m then
        return n < m
      end
      return n ~= nil or m == nil and x < y
    end
  end
end

---A shelf of the lessons in these folders.
---@param folders table<string, table<string, string>> files by path, by name of folder
---@param paths? table<string, string> of the folders
---@param beside? table<string, boolean> ids of lessons that lie elsewhere
---@return course.Shelf
function M.new(folders, paths, beside)
  local shelf = setmetatable({lessons = {}, problems = {}, paths = paths,
    beside = beside or {}}, Shelf)
  for folder, files in pairs(folders) do
    local lesson, problems = lesson_of.read(folder, files)
    shelf.lessons[#shelf.lessons + 1] = lesson
    shelf.problems[folder] = problems
  end
  table.sort(shelf.lessons, before)
  return shelf
end

---The lesson that somebody means by its id, name, folder or file; nil and what is near.
---@param text string
---@return course.Lesson|nil
---@return string|nil near
function Shelf:find(text)
  local name = text:match("([^/]+)$") or text
  name = name:gsub("%.lua$", "")
  for _, lesson in ipairs(self.lessons) do
    if name == lesson.id or name == lesson.name or name == lesson.folder then
      return lesson
    end
  end
  local near, least = nil, 3
  for _, lesson in ipairs(self.lessons) do
    local far = words.distance(name, lesson.name)
    if far < least then
      near, least = lesson.id .. " " .. lesson.name, far
    end
  end
  return nil, near
end

---The number of a lesson in the order of learning, from 1.
---@param lesson course.Lesson
---@return integer
function Shelf:number(lesson)
  for i, one in ipairs(self.lessons) do
    if one == lesson then
      return i
    end
  end
  error("this lesson is not on the shelf")
end

return M
