-- course.wish: which run is wanted: a program of a lesson, in one of its worlds.
-- SPDX-License-Identifier: MIT
local lesson_of = require("course.lesson")

local M = {}

---@class course.Wish
---@field file string as messages call the program
---@field program string its text
---@field world string text of the world
---@field world_name string as messages call it
---@field until_us integer
---@field seed integer
---@field master string?
---@field conf string[][]? pairs of name and value
---@field workers integer?
---@field hidden string? name of the world, if it is not the lesson's

---The lesson's own world, for a program.
---@param lesson course.Lesson
---@param file string
---@param program string its text
---@return course.Wish
function M.of(lesson, file, program)
  return {file = file, program = program, world = lesson.files["world.txt"] or "",
    world_name = lesson.folder .. "/world.txt", until_us = lesson.until_us,
    seed = lesson.seed}
end

local function copy(wish)
  local other = {}
  for key, value in pairs(wish) do
    other[key] = value
  end
  return other
end

---Settings of a table, by name.
---@param conf table<string, any>
---@return string[][]
function M.settings(conf)
  local list = {}
  for name, value in pairs(conf) do
    list[#list + 1] = {name, tostring(value)}
  end
  table.sort(list, function(a, b)
    return a[1] < b[1]
  end)
  return list
end

---The same program elsewhere, as `hidden{...}` of checks.lua says.
---@param wish course.Wish
---@param lesson course.Lesson
---@param change table
---@return course.Wish
function M.elsewhere(wish, lesson, change)
  local other = copy(wish)
  other.hidden = change.world or change.master or "elsewhere"
  if change.world then
    local path = "hidden/" .. change.world .. ".txt"
    other.world = lesson.files[path]
    other.world_name = lesson.folder .. "/" .. path
    if not other.world then
      error({level = "error", name = "bad-lesson", exit = 2,
        message = ("checks.lua wants %s, which is not there"):format(path)}, 0)
    end
  end
  other.until_us = change["until"] and lesson_of.time(change["until"]) or wish.until_us
  other.seed, other.master = change.seed or wish.seed, change.master or wish.master
  other.conf = change.conf and M.settings(change.conf) or wish.conf
  return other
end

local function seconds(ms)
  return ("%dms"):format(ms)
end

-- The lines of a world that make a failure at a time.
local FAULT = {}

function FAULT.driver(at, change)
  return ("%s kill driver\n%s start driver\n"):format(seconds(at),
    seconds(at + (change.back or 2000)))
end

function FAULT.executor(at, change)
  local of = change.of or 0
  return ("%s kill executor %s\n"):format(seconds(at),
    math.type(of) and ("%d"):format(of) or "of " .. of)
end

---The same program with a failure, once for each time, as `crash{...}` says.
---@param wish course.Wish
---@param change table
---@return course.Wish[]
function M.crashes(wish, change)
  local fault = FAULT[change[1]]
  if not fault or type(change.at) ~= "table" then
    error("crash wants {\"driver\" or \"executor\", at = a list of times in ms}", 0)
  end
  local list = {}
  for i, at in ipairs(change.at) do
    list[i] = copy(wish)
    list[i].world = wish.world:gsub("\n*$", "\n") .. fault(at, change)
    list[i].killed = at
    list[i].until_us = change["until"] and lesson_of.time(change["until"])
      or wish.until_us
  end
  return list
end

return M
