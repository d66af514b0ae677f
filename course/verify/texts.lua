-- course.verify.texts: what the texts of a lesson quote and claim is so.
-- SPDX-License-Identifier: MIT
local expression = require("course.expression")
local pictures = require("course.pictures")
local programs_of = require("course.programs")
local words = require("sluice.words")
local words_of = require("course.words")

local M = {}

local COLUMNS <const> = 78

local function check_output(run, block)
  local text = table.concat(block.lines, "\n")
  local whole = "\n" .. programs_of.output(run)
  if not whole:find("\n" .. text .. "\n", 1, true) then
    return "the program does not print these lines"
  end
  return nil
end

local function all_said(run)
  local parts = {}
  for _, d in ipairs(run.said) do
    for _, field in ipairs({"message", "spark", "why", "record"}) do
      parts[#parts + 1] = d[field] or nil
    end
  end
  return table.concat(parts, "\n")
end

local function check_error(run, block)
  local said = all_said(run)
  for _, line in ipairs(block.lines) do
    if not said:find(line, 1, true) then
      return "no message of the run holds " .. words.quote(line)
    end
  end
  return nil
end

local FENCES <const> = {output = check_output, error = check_error}

local function check_fence(lesson, block, programs)
  for _, line in ipairs(block.lines) do
    if utf8.len(line) and utf8.len(line) > COLUMNS then
      return ("a line has %d columns, at most %d fit"):format(utf8.len(line), COLUMNS)
    end
  end
  local kind, program = block.info:match("^(%l+)%s*(.*)$")
  if kind == "lua" or kind == "text" then
    return nil
  elseif not FENCES[kind] or program == "" then
    return "a fence is ```output PROGRAM, ```error PROGRAM, ```lua or ```text; this is "
      .. "```" .. block.info
  end
  local run, problem = programs:run(program)
  return problem or FENCES[kind](run, block, lesson)
end

local function check_image(_, block)
  if not block.alt or block.alt == "" then
    return "a picture needs a sentence for who cannot see it"
  elseif not (block.source or ""):find("^%S+%s+%S") then
    return "a picture is ![sentence](NAME.svg \"PROGRAM VIEW:OPTIONS\")"
  end
  return nil
end

-- A picture that lies in the folder is the one that its program draws now.
local function check_picture(lesson, picture, programs, is_drawn)
  local run, problem = programs:run(picture.program, picture.view)
  if not run then
    return problem
  end
  local dot, mark = pictures.dot(picture, run)
  if not dot then
    return mark
  elseif is_drawn and not lesson.files[picture.file] then
    return picture.file .. " is not drawn", "sluice learn draw --lessons FOLDER"
  elseif is_drawn and lesson.files[picture.file]:sub(-#mark) ~= mark then
    return picture.file .. " is not what the run draws now",
      "sluice learn draw --lessons FOLDER"
  end
  return nil
end

local function check_table(_, block)
  for _, line in ipairs(block.lines) do
    if utf8.len(line) > COLUMNS then
      return ("a line has %d columns, at most %d fit"):format(utf8.len(line), COLUMNS)
    end
  end
  return nil
end

local BLOCKS <const> = {fence = check_fence, image = check_image, table = check_table}

local function check_blocks(lesson, file, blocks, programs, report)
  for _, block in ipairs(blocks) do
    local check = BLOCKS[block.kind]
    local problem = check and check(lesson, block, programs)
    if problem then
      report(file, block.line, problem)
    end
  end
end

local function check_claim(one, programs, report)
  local claim = one.claim
  if not claim.program then
    report(one.file, claim.line, "a claim is <!-- PROGRAM: EXPRESSION -->")
    return
  end
  local run, problem = programs:run(claim.program)
  if not run then
    report(one.file, claim.line, problem)
    return
  end
  local value, message = expression.evaluate(claim.expression, run)
  if message then
    report(one.file, claim.line, message)
  elseif not value then
    report(one.file, claim.line, "this is not so: " .. claim.expression)
  end
end

-- The view in which learners compare their run with one that passes.
local function check_view(lesson, programs, report)
  local run, problem = programs:run("solution", lesson.view)
  if run then
    local dot, message = pictures.dot({view = lesson.view}, run)
    problem = not dot and message or nil
  end
  if problem then
    local before = lesson.files["lesson.md"]:match("^(.-\n)view:") or ""
    report("lesson.md", select(2, before:gsub("\n", "")) + 1, problem)
  end
end

-- Each choice reads in its own way.
local function check_choices(lesson, programs, report)
  local seen = {}
  for _, choice in ipairs(lesson.choices) do
    local run, label, message
    if choice.expression then
      run, message = programs:run("predict")
    end
    if not message then
      label, message = expression.label(choice, run)
    end
    if message then
      report("lesson.md", choice.line, message)
    elseif seen[label] then
      report("lesson.md", choice.line, ("two choices read %q"):format(label))
    end
    seen[label or ""] = true
  end
end

-- What a text calls a check is one: the check "ten blocks".
local function check_names(lesson, report)
  local sheet = words_of.read(lesson.files["checks.lua"] or "", "checks.lua")
  local known = {runs = true, hidden = true}
  for _, check in ipairs(sheet and sheet.checks or {}) do
    known[check.name] = true
  end
  for _, file in ipairs({"lesson.md", "explain.md"}) do
    local line = 0
    for text in ((lesson.files[file] or "") .. "\n"):gmatch("(.-)\n") do
      line = line + 1
      for name in text:gmatch("check \"([^\"]+)\"") do
        if not known[name] then
          report(file, line, ("no check is called %q"):format(name))
        end
      end
    end
  end
end

---Proves the texts of a lesson.
---@param lesson course.Lesson
---@param is_drawn boolean its pictures lie in its folder
---@param runner course.Runner
---@param report fun(file: string, line: integer|nil, message: string, try: string|nil)
function M.check(lesson, is_drawn, runner, report)
  local programs = programs_of.new(lesson, runner)
  check_blocks(lesson, "lesson.md", lesson.question, programs, report)
  local titles = {}
  for title in pairs(lesson.sections) do
    titles[#titles + 1] = title ~= "predict" and title or nil
  end
  table.sort(titles)
  for _, title in ipairs(titles) do
    check_blocks(lesson, "lesson.md", lesson.sections[title], programs, report)
  end
  for _, section in ipairs(lesson.explain) do
    check_blocks(lesson, "explain.md", section.blocks, programs, report)
  end
  for _, picture in ipairs(pictures.of(lesson)) do
    local problem, try = check_picture(lesson, picture, programs, is_drawn)
    if problem then
      report(picture.text, picture.line, problem, try)
    end
  end
  if lesson.files["solution.lua"] then -- a myth has none
    check_names(lesson, report)
    check_view(lesson, programs, report)
  end
  check_choices(lesson, programs, report)
  for _, claim in ipairs(lesson.claims) do
    check_claim(claim, programs, report)
  end
end

return M
