-- course.pictures: the pictures of a lesson's texts, and whether they are those that
-- its programs draw now.
-- SPDX-License-Identifier: MIT
local viz = require("viz")

local M = {}

---@class course.Picture
---@field file string
---@field program string
---@field view string
---@field text string file of the lesson that shows it
---@field line integer

local function add(list, text, blocks)
  for _, block in ipairs(blocks) do
    if block.kind == "image" then
      list[#list + 1] = {text = text, block = block}
    end
  end
end

-- The images of a lesson, in the order of its texts.
local function images(lesson)
  local list = {}
  add(list, "lesson.md", lesson.question)
  for _, title in ipairs({"goal", "look", "do", "further"}) do
    add(list, "lesson.md", lesson.sections[title] or {})
  end
  for _, section in ipairs(lesson.explain) do
    add(list, "explain.md", section.blocks)
  end
  return list
end

---The pictures that the texts of a lesson show: those that say what they are of.
---@param lesson course.Lesson
---@return course.Picture[]
function M.of(lesson)
  local list = {}
  for _, image in ipairs(images(lesson)) do
    local block = image.block
    local program, view = (block.source or ""):match("^(%S+)%s+(.+)$")
    if program then
      list[#list + 1] = {file = block.file, program = program, view = view,
        text = image.text, line = block.line}
    end
  end
  return list
end

---The files of all images of a lesson.
---@param lesson course.Lesson
---@return table<string, boolean>
function M.files(lesson)
  local names = {}
  for _, image in ipairs(images(lesson)) do
    names[image.block.file or ""] = true
  end
  return names
end

-- FNV-1a: tells drawings apart, and needs nothing.
local function hash(text)
  local value = 0xcbf29ce484222325
  for i = 1, #text do
    value = (value ~ text:byte(i)) * 0x100000001b3
  end
  return ("%016x"):format(value)
end

---What Graphviz draws a picture from, and the mark that its file ends with: the SVG of
---one DOT is another with each version of Graphviz.
---@param picture course.Picture
---@param run course.Run
---@return string|nil dot
---@return string mark, or what is wrong
function M.dot(picture, run)
  if not run.started then
    return nil, "the program starts no context: there is nothing to draw"
  end
  local done, dot = pcall(viz.draw, run, picture.view, {format = "dot"})
  if not done then
    return nil, type(dot) == "table" and dot.message or tostring(dot)
  end
  return dot, ("<!-- drawn from %s -->\n"):format(hash(dot))
end

return M
