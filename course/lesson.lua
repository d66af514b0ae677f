-- course.lesson: a lesson, read from the files of its folder (docs/authoring.md).
-- SPDX-License-Identifier: MIT
local markdown = require("course.markdown")
local words = require("sluice.words")

local M = {}

---@class course.Choice
---@field label string? nil: the expression gives it
---@field expression string?
---@field right boolean
---@field reply string
---@field line integer

---@class course.Lesson
---@field id string "2.1"
---@field name string "blocks"
---@field folder string "2.1-blocks"
---@field file string "2.1-blocks.lua", the learner's copy
---@field title string
---@field chapter string
---@field idea string
---@field minutes integer
---@field after string[]
---@field terms string[]
---@field view string
---@field until_us integer
---@field seed integer
---@field points integer?
---@field sections table<string, course.Block[]> goal, look, do, further
---@field question course.Block[] of the prediction
---@field choices course.Choice[]
---@field hints string[]
---@field explain course.Block[][] sections of explain.md, with their titles
---@field files table<string, string> texts of all files, by path in the folder
---@field claims {file: string, claim: course.Claim}[]

local SECTIONS <const> = {"goal", "predict", "look", "do", "hints", "further"}
local LETTERS <const> = "abcdefgh"

-- What is wrong with a lesson is collected: an author sees all of it at once.
local Problems = {}
Problems.__index = Problems

function Problems:add(file, line, message, try)
  self[#self + 1] = {level = "error", name = "bad-lesson", message = message, try = try,
    file = self.folder .. "/" .. file, line = line}
end

---A list of diagnostics, with `add`.
---@param folder string
---@return table
function M.problems(folder)
  return setmetatable({folder = folder}, Problems)
end

local function text(value)
  return value ~= "" and value or nil, "a text"
end

local function whole(value)
  return value:find("^%d+$") and math.tointeger(tonumber(value)), "a whole number"
end

local UNIT_US <const> = {ms = 1000, s = 1000000, m = 60000000}

---A time such as 6s or 500ms, in microseconds; nil if it is none.
---@param value string
---@return integer|nil
function M.time(value)
  local number, unit = value:match("^([%d.]+)(%l+)$")
  return number and UNIT_US[unit] and math.tointeger(tonumber(number) * UNIT_US[unit])
end

local function time(value)
  return M.time(value), "a time such as 6s or 500ms"
end

local function list(value)
  local items = {}
  for item in value:gmatch("[^,]+") do
    items[#items + 1] = item:match("^%s*(.-)%s*$")
  end
  return items, "a list with commas"
end

-- The keys of the front matter: how each is read; false: it may be left out.
local KEYS <const> = {
  id = {text, true}, title = {text, true}, chapter = {text, true}, idea = {text, true},
  minutes = {whole, true}, view = {text, true}, ["until"] = {time, true},
  after = {list, false}, terms = {list, false}, seed = {whole, false},
  points = {whole, false},
}

local function nearest(key)
  local best, least = nil, math.huge
  for known in pairs(KEYS) do
    local far = words.distance(key, known)
    if far < least or far == least and known < best then
      best, least = known, far
    end
  end
  return best
end

local function read_entry(values, entry, problems)
  local key = entry.key and KEYS[entry.key]
  if not entry.key then
    problems:add("lesson.md", entry.line, "a line of the front matter is `key: value`, "
      .. "got " .. words.quote(entry.text))
  elseif not key then
    problems:add("lesson.md", entry.line, ("the front matter has no key `%s`"):format(
      entry.key), nearest(entry.key) .. ":")
  elseif values[entry.key] ~= nil then
    problems:add("lesson.md", entry.line, ("`%s` stands there twice"):format(entry.key))
  else
    local value, wanted = key[1](entry.value)
    if not value then
      problems:add("lesson.md", entry.line, ("`%s` wants %s, got %s"):format(entry.key,
        wanted, words.quote(entry.value)))
    end
    values[entry.key] = value or false
  end
end

local function read_front(lesson, front, problems)
  local values = {}
  for _, entry in ipairs(front) do
    read_entry(values, entry, problems)
  end
  local missing = {}
  for key, known in pairs(KEYS) do
    missing[#missing + 1] = known[2] and values[key] == nil and key or nil
  end
  table.sort(missing)
  if #missing > 0 then
    problems:add("lesson.md", 1, "the front matter lacks "
      .. table.concat(missing, ", "))
  end
  for key, value in pairs(values) do
    lesson[key == "until" and "until_us" or key] = value or nil
  end
  lesson.after, lesson.terms = lesson.after or {}, lesson.terms or {}
  lesson.seed = lesson.seed or 1
  local id, name = lesson.folder:match("^(%w+%.%w+)%-([%w_]+)$")
  if not id then
    problems:add("lesson.md", 1, "the folder of a lesson is called ID-NAME, "
      .. "such as 2.1-blocks; this one is " .. lesson.folder)
  elseif lesson.id and id ~= lesson.id then
    problems:add("lesson.md", 1, ("`id` is %s, the folder says %s"):format(lesson.id,
      id))
  end
  lesson.id, lesson.name = lesson.id or id or lesson.folder, name or lesson.folder
end

local function read_choice(item, block, problems)
  local mark, label, reply = item:match("^%[([ x=])%]%s*(.-)%s*::%s*(.+)$")
  if not mark then
    problems:add("lesson.md", block.line, "a choice is `- [ ] text :: what to say`, "
      .. "got " .. words.quote(item))
    return nil
  end
  local computed = mark == "="
  return {label = not computed and label or nil, expression = computed and label or nil,
    right = mark ~= " ", reply = reply, line = block.line}
end

---Reads a question and its choices.
---@param lesson {question: course.Block[], choices: course.Choice[]} is filled
---@param blocks course.Block[]
---@param problems table as M.problems gives it
function M.read_prediction(lesson, blocks, problems)
  for _, block in ipairs(blocks) do
    if block.kind == "list" and block.items[1]:find("^%[") then
      for _, item in ipairs(block.items) do
        lesson.choices[#lesson.choices + 1] = read_choice(item, block, problems)
      end
    else
      lesson.question[#lesson.question + 1] = block
    end
  end
  local right = 0
  for _, choice in ipairs(lesson.choices) do
    right = right + (choice.right and 1 or 0)
  end
  if right ~= 1 or #lesson.choices < 2 or #lesson.choices > #LETTERS then
    problems:add("lesson.md", blocks[1] and blocks[1].line, ("a prediction has 2 to %d "
      .. "choices, of which one is right; this one has %d, %d right"):format(#LETTERS,
      #lesson.choices, right))
  end
end

local function read_hints(lesson, blocks, problems)
  local items = blocks[1] and blocks[1].kind == "list" and blocks[1].items or {}
  lesson.hints = items
  if #items ~= 3 or #blocks > 1 then
    problems:add("lesson.md", blocks[1] and blocks[1].line,
      ("hints are a list of three, got %d"):format(#items))
  end
end

local function read_sections(lesson, sections, problems)
  local at = 1
  for i, section in ipairs(sections) do
    if i == 1 and #section.blocks > 0 then
      problems:add("lesson.md", section.blocks[1].line,
        "a text stands before the first section")
    elseif i > 1 and section.title ~= SECTIONS[at] then
      problems:add("lesson.md", section.line - 1, ("here `## %s` is expected, got `## "
        .. "%s`"):format(SECTIONS[at] or "nothing more", section.title))
      return
    elseif i > 1 then
      lesson.sections[section.title] = section.blocks
      at = at + 1
      if #section.blocks == 0 then
        problems:add("lesson.md", section.line, ("`## %s` is empty"):format(
          section.title))
      end
    end
  end
  for i = at, #SECTIONS do
    problems:add("lesson.md", nil, ("`## %s` is missing"):format(SECTIONS[i]))
  end
end

local function read_explain(lesson, files)
  local read = markdown.read(files["explain.md"] or "")
  for _, section in ipairs(read.sections) do
    if section.title or #section.blocks > 0 then
      lesson.explain[#lesson.explain + 1] = section
    end
  end
  for _, claim in ipairs(read.claims) do
    lesson.claims[#lesson.claims + 1] = {file = "explain.md", claim = claim}
  end
end

local NEEDED <const> = {"lesson.md", "start.lua", "world.txt", "checks.lua",
  "solution.lua", "explain.md"}

---Reads a lesson. What is wrong with it is in the list of problems, as diagnostics.
---@param folder string its name
---@param files table<string, string> texts by path in the folder
---@return course.Lesson
---@return table[] problems
function M.read(folder, files)
  local problems = M.problems(folder)
  local lesson = {folder = folder, file = folder .. ".lua", files = files,
    sections = {}, question = {}, choices = {}, hints = {}, explain = {}, claims = {}}
  for _, name in ipairs(NEEDED) do
    if not files[name] then
      problems:add(name, nil, "this file is missing")
    end
  end
  local read = markdown.read(files["lesson.md"] or "")
  read_front(lesson, read.front, problems)
  read_sections(lesson, read.sections, problems)
  for _, claim in ipairs(read.claims) do
    lesson.claims[#lesson.claims + 1] = {file = "lesson.md", claim = claim}
  end
  M.read_prediction(lesson, lesson.sections.predict or {}, problems)
  read_hints(lesson, lesson.sections.hints or {}, problems)
  read_explain(lesson, files)
  return lesson, problems
end

---The letter of a choice.
---@param n integer
---@return string
function M.letter(n)
  return LETTERS:sub(n, n)
end

return M
