-- course.myth: sentences that many believe, each an experiment of one screen: a vote,
-- the run, and what is so. A myth is read into the fields of a lesson that its texts
-- need, so what draws and verifies those of lessons does so here.
-- SPDX-License-Identifier: MIT
local lesson_of = require("course.lesson")
local markdown = require("course.markdown")

local M = {}

---@class course.Myth: course.Lesson
---@field number integer
---@field variants table<string, {program: string, change: table}> runs with a name

local SECTIONS <const> = {"predict", "look", "so"}
local NEEDED <const> = {"title", "after", "until"}
local FIELDS <const> = {world = true, master = true, ["until"] = true}

-- "PROGRAM NAME=VALUE ...": fields of a wish, and settings.
local function read_variant(text)
  local program, rest = text:match("^([%w_]+)%s*(.*)$")
  local change = {conf = {}}
  for name, value in rest:gmatch("([^%s=]+)=(%S+)") do
    if FIELDS[name] then
      change[name] = value
    else
      change.conf[name] = value
    end
  end
  return {program = program, change = change}
end

local function read_front(myth, front, problems)
  local values = {}
  for _, entry in ipairs(front) do
    local name = (entry.key or ""):match("^run%-(%w+)$")
    if name then
      myth.variants[name] = read_variant(entry.value)
    else
      values[entry.key or ""] = entry.value
    end
  end
  for _, key in ipairs(NEEDED) do
    if not values[key] then
      problems:add("myth.md", 1, ("the front matter lacks %s"):format(key))
    end
  end
  myth.title, myth.after = values.title or "", {values.after}
  myth.until_us = lesson_of.time(values["until"] or "") or 0
end

-- Other worlds lie beside the text.
local function with_worlds(files)
  local all = {}
  for name, text in pairs(files) do
    local world = name ~= "world.txt" and name:match("^([%w_]+%.txt)$")
    all[world and "hidden/" .. world or name] = text
  end
  return all
end

---Reads a myth. What is wrong with it is in the list of problems, as diagnostics.
---@param folder string its name, such as 8-late
---@param files table<string, string> texts by path in the folder
---@return course.Myth
---@return table[] problems
function M.read(folder, files)
  local problems = lesson_of.problems(folder)
  local number = math.tointeger(tonumber(folder:match("^%d+")))
  local myth = {number = number, id = tostring(number), folder = folder, seed = 1,
    view = "timeline", file = folder:match("^%d+%-(.*)$") .. ".lua",
    files = with_worlds(files), variants = {}, sections = {}, question = {},
    choices = {}, explain = {}, claims = {}}
  local read = markdown.read(files["myth.md"] or "")
  read_front(myth, read.front, problems)
  for i, title in ipairs(SECTIONS) do
    local section = read.sections[i + 1]
    if not section or section.title ~= title then
      problems:add("myth.md", section and section.line, ("here `## %s` is "
        .. "expected"):format(
        title))
      return myth, problems
    end
    myth.sections[title] = section.blocks
  end
  for i, claim in ipairs(read.claims) do
    myth.claims[i] = {file = "myth.md", claim = claim}
  end
  lesson_of.read_prediction(myth, myth.sections.predict, problems)
  return myth, problems
end

---All myths of some folders, by their numbers.
---@param folders table<string, table<string, string>> files by path, by name of folder
---@return course.Myth[]
---@return table[] problems
function M.all(folders)
  local myths, problems = {}, {}
  for folder, files in pairs(folders) do
    local myth, own = M.read(folder, files)
    myths[#myths + 1] = myth
    table.move(own, 1, #own, #problems + 1, problems)
  end
  table.sort(myths, function(a, b)
    return a.number < b.number
  end)
  return myths, problems
end

return M
