-- course.programs: runs of a lesson's own programs, which its texts are about.
-- SPDX-License-Identifier: MIT
local viz = require("viz")
local wish_of = require("course.wish")

local M = {}

---@class course.Programs
---@field private lesson course.Lesson
---@field private runner course.Runner
---@field private known table<string, course.Run>
---@field private followed string? a learner's program
local Programs = {}
Programs.__index = Programs

---@param lesson course.Lesson
---@param runner course.Runner
---@return course.Programs
function M.new(lesson, runner)
  return setmetatable({lesson = lesson, runner = runner, known = {}}, Programs)
end

---The file of a program that a text names: start, solution, predict or wrong/NAME. The
---prediction is about start, unless it has a program of its own.
---@param lesson course.Lesson
---@param name string
---@return string|nil path in the folder
function M.path(lesson, name)
  local path = name .. ".lua"
  if name == "predict" and not lesson.files[path] then
    path = "start.lua"
  end
  return lesson.files[path] and path or nil
end

-- Which run a name means; nil and what is wrong with it.
local function wish_for(lesson, text)
  local variant = lesson.variants and lesson.variants[text]
  if variant then
    local file = variant.program .. ".lua"
    return wish_of.elsewhere(wish_of.of(lesson, file, lesson.files[file]), lesson,
      variant.change)
  end
  local name, world = text:match("^(.-)@(.+)$")
  name = name or text
  local path = M.path(lesson, name)
  if not path or world and not lesson.files["hidden/" .. world .. ".txt"] then
    return nil, ("there is no %s"):format(path and "hidden/" .. world .. ".txt"
      or name .. ".lua")
  end
  local wish = wish_of.of(lesson, lesson.file, lesson.files[path])
  if name == "predict" and lesson.files["predict.txt"] then
    wish.world = lesson.files["predict.txt"]
    wish.world_name = lesson.folder .. "/predict.txt"
  end
  return world and wish_of.elsewhere(wish, lesson, {world = world}) or wish
end

-- The same run, with its records followed.
local function followed(wish)
  wish.conf = table.move(wish.conf or {}, 1, #(wish.conf or {}), 2,
    {{"sluice.provenance", "true"}})
  return wish
end

---The run of a learner's program, of which a view shall be drawn that needs a run that
---follows its records.
---@param program string its text
---@param file? string as the learner calls it, if not like the lesson
---@return course.Run
function Programs:follow(program, file)
  if self.followed ~= program then
    self.followed = program
    self.known[""] = self.runner({followed(wish_of.of(self.lesson,
      file or self.lesson.file, program))})[1]
  end
  return self.known[""]
end

---The run of a program in the lesson's world, `NAME@WORLD` in another one.
---@param text string
---@param view? string what shall be drawn of it: some views need a run that follows its
---records
---@return course.Run|nil
---@return string|nil what is wrong with the name
function Programs:run(text, view)
  local follows = view and viz.needs_origins(view)
  local key = text .. (follows and " followed" or "")
  if not self.known[key] then
    local wish, problem = wish_for(self.lesson, text)
    if not wish then
      return nil, problem
    end
    self.known[key] = self.runner({follows and followed(wish) or wish})[1]
  end
  return self.known[key]
end

---What a program printed, as on standard output.
---@param run course.Run
---@return string
function M.output(run)
  local parts = {}
  for _, one in ipairs(run.started and run:printed() or {}) do
    parts[#parts + 1] = one.text
  end
  return table.concat(parts)
end

return M
