-- cli.learn.parts: what the screens of a lesson are made of.
--
-- A part is a function of the style (columns, color, ascii, plain) that gives lines:
-- the same part is drawn again when the terminal has another size.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local lesson_of = require("course.lesson")
local page = require("course.page")
local programs = require("course.programs")
local report = require("course.report.text")
local spans = require("course.spans")
local words = require("sluice.words")

local M = {}

---@alias learn.Part fun(style: table): string[]

local function append(lines, more)
  table.move(more, 1, #more, #lines + 1, lines)
end

local function paint(role, text, style)
  return diagnostic.paint(role, text, style.color)
end

-- Colours have no width.
local function width(text)
  return utf8.len((text:gsub("\27%[[%d;]*m", "")))
end

-- Text on the left and on the right of a line.
local function justify(left, right, columns)
  local gap = math.max(2, columns - width(left) - width(right))
  return left .. (" "):rep(gap) .. right
end

-- What stands at the right end of the last line, or of one of its own.
local function add_right(lines, right, columns)
  local last = lines[#lines]
  if width(last) + #right + 2 <= columns then
    lines[#lines] = justify(last, right, columns)
  else
    lines[#lines + 1] = (" "):rep(columns - #right) .. right
  end
end

---Sentences, each a paragraph of its own.
---@param ... string
---@return learn.Part
function M.say(...)
  local sentences = {...}
  return function(style)
    local lines = {}
    for _, sentence in ipairs(sentences) do
      append(lines, spans.wrap(sentence, style.columns, style))
    end
    return lines
  end
end

---The first line of every screen.
---@param lesson course.Lesson
---@param shelf course.Shelf
---@return learn.Part
function M.head(lesson, shelf)
  local number, count = shelf:number(lesson), #shelf.lessons
  return function(style)
    local name = lesson.id .. " " .. lesson.name
    local right = ("lesson %d of %d"):format(number, count)
    local left = name .. (" "):rep(math.max(2, 13 - #name))
    local room = style.columns - utf8.len(left) - #right - 2
    local title = utf8.len(lesson.title) <= room and lesson.title or ""
    return {paint("place", left, style)
      .. justify(title, right, style.columns - utf8.len(left))}
  end
end

-- All choices on one line; nil if there is no room for them.
local function choices_beside(labels, style)
  local shown, total = {}, -3
  for i, label in ipairs(labels) do
    local text = spans.wrap(label, math.huge, style)[1]
    shown[i] = paint("place", lesson_of.letter(i), style) .. " " .. text
    total = total + width(shown[i]) + 3
  end
  return total <= style.columns and {table.concat(shown, "   ")} or nil
end

local function choices_below(labels, style)
  local lines = {}
  for i, label in ipairs(labels) do
    local letter = paint("place", lesson_of.letter(i), style)
    for n, line in ipairs(spans.wrap(label, style.columns - 3, style)) do
      lines[#lines + 1] = (n == 1 and letter .. "  " or "   ") .. line
    end
  end
  return lines
end

-- Choices of a word each stand beside each other.
local function choice_lines(labels, style)
  for _, label in ipairs(labels) do
    if label:find(" ") then
      return choices_below(labels, style)
    end
  end
  return choices_beside(labels, style) or choices_below(labels, style)
end

local function with_program(style, lesson, picture)
  return setmetatable({numbered = lesson.files["start.lua"], picture = picture},
    {__index = style})
end

---The goal, the question and its choices; where there is no room, without the goal.
---@param lesson course.Lesson
---@param labels string[] of the choices
---@param picture function
---@return learn.Part
function M.question(lesson, labels, picture)
  return function(style)
    local goal = spans.wrap("Goal: " .. lesson.sections.goal[1].text, style.columns,
      style)
    local text = page.render(lesson.question, with_program(style, lesson, picture))
    local choices = choice_lines(labels, style)
    local room = style.room or math.huge
    if #text + #choices > room then
      choices = choices_beside(labels, style) or choices
    end
    local lines = {}
    if #goal + 1 + #text + #choices <= room then
      append(lines, goal)
      lines[#lines + 1] = ""
    end
    append(lines, text)
    append(lines, choices)
    return lines
  end
end

---What is said to an answer, and what the run shows.
---@param lesson course.Lesson
---@param n integer of the choice
---@param label string
---@param picture function
---@return learn.Part
function M.reply(lesson, n, label, picture)
  local choice = lesson.choices[n]
  return function(style)
    local said = ("You said %s: %s.%s"):format(lesson_of.letter(n), label,
      choice.right and " So it is." or "")
    local lines = spans.wrap(said, style.columns, style)
    append(lines, spans.wrap(choice.reply, style.columns, style))
    lines[#lines + 1] = ""
    append(lines, page.render(lesson.sections.look,
      with_program(style, lesson, picture)))
    return lines
  end
end

---The task.
---@param lesson course.Lesson
---@param path string of the learner's file
---@return learn.Part
function M.task(lesson, path)
  return function(style)
    local first, lines = true, {}
    local blocks = {}
    for i, block in ipairs(lesson.sections["do"]) do
      blocks[i] = block
      if first and block.kind == "paragraph" then
        blocks[i] = setmetatable({text = "Do: " .. block.text}, {__index = block})
      end
      first = false
    end
    append(lines, page.render(blocks, with_program(style, lesson)))
    append(lines, spans.wrap("Edit " .. path .. " and save it; it is checked at once.",
      style.columns, style))
    return lines
  end
end

local STATUS <const> = {["ok"] = "ok", ["not ok"] = "not_ok", skip = "label"}

local function colored(line, style)
  local before, status, rest = line:match("^(  )(not ok)(.*)$")
  if not status then
    before, status, rest = line:match("^(  )(%l+)(.*)$")
  end
  return status and STATUS[status] and before .. paint(STATUS[status], status, style)
    .. rest or line
end

-- What a run warned of, while something is still to do.
local function warnings(result, style)
  local lines = {}
  for _, d in ipairs(result.done and {} or result.run.said) do
    if d.level == "warning" then
      local shown = setmetatable({more = false, quoted = false, file = result.file},
        {__index = d})
      local text = diagnostic.format(shown, {color = style.color, ascii = style.ascii,
        width = style.columns})
      for line in text:gmatch("[^\n]+") do
        lines[#lines + 1] = line
      end
    end
  end
  return lines
end

---What a check found.
---@param result course.Result
---@param when string|nil the time of the day
---@return learn.Part
function M.result(result, when)
  return function(style)
    local left = (when and when .. "  " or "") .. result.lesson.file
    local lines = {justify(left, report.points(result), style.columns)}
    for _, line in ipairs(report.verdicts(result, style.columns)) do
      lines[#lines + 1] = colored(line, style)
    end
    if not result.done and result.run.started then
      add_right(lines, "o output  p pictures", style.columns)
    end
    append(lines, warnings(result, style))
    return lines
  end
end

---What a program printed.
---@param result course.Result
---@return learn.Part
function M.output(result)
  return function(style)
    local text = programs.output(result.run)
    if text == "" then
      return {"Your program printed nothing."}
    end
    local lines = {"Your program printed:", ""}
    local block = {kind = "fence", info = "", lines = {}}
    for line in text:gmatch("([^\n]*)\n?") do
      block.lines[#block.lines + 1] = words.printable(line)
    end
    append(lines, page.render({block}, style))
    return lines
  end
end

local function is_note(block)
  return block.kind == "paragraph" and block.text:find("^A note") ~= nil
end

-- How an explanation begins, without a heading in its line, and what it says of a note.
local function beginning(lesson)
  local blocks = {}
  for _, section in ipairs(lesson.explain) do
    for _, block in ipairs(section.blocks) do
      if #blocks == 0 and block.kind == "paragraph" then
        local text = block.text:gsub("^%*%*[^*]+%*%*%s+", "")
        blocks[1] = setmetatable({text = text}, {__index = block})
      elseif #blocks == 0 or is_note(block) then
        blocks[#blocks + 1] = block
      end
      if #blocks == 2 then
        return blocks
      end
    end
  end
  return blocks
end

---What is said when all checks hold.
---@param lesson course.Lesson
---@param next_lesson course.Lesson|nil
---@return learn.Part
function M.success(lesson, next_lesson)
  return function(style)
    local blocks = beginning(lesson)
    if blocks[1] and blocks[1].kind == "paragraph" then
      blocks[1] = setmetatable({text = "Done. " .. blocks[1].text},
        {__index = blocks[1]})
    else
      table.insert(blocks, 1, {kind = "paragraph", text = "Done."})
    end
    local lines = page.render(blocks, with_program(style, lesson))
    lines[#lines + 1] = ""
    local left = next_lesson and ("n: %s %s, %s"):format(next_lesson.id,
      next_lesson.name, next_lesson.title) or "All lessons that can be done are done."
    lines[#lines + 1] = left
    add_right(lines, "e: the whole explanation", style.columns)
    return lines
  end
end

---A hint; the last one that was taken says which key goes on.
---@param lesson course.Lesson
---@param n integer
---@param desk learn.Desk|nil nil: where there are no keys
---@return learn.Part
function M.hint(lesson, n, desk)
  return function(style)
    local text = ("hint %d of %d: %s"):format(n, #lesson.hints, lesson.hints[n])
    local lines = spans.wrap(text, style.columns, style)
    if desk and desk:done(lesson).hints == n then
      add_right(lines, n < #lesson.hints and "h: the next one" or "s: the solution",
        style.columns)
    end
    return lines
  end
end

---The whole explanation.
---@param lesson course.Lesson
---@param picture function
---@return learn.Part
function M.explanation(lesson, picture)
  return function(style)
    local lines = {}
    for _, section in ipairs(lesson.explain) do
      if #lines > 0 then
        lines[#lines + 1] = ""
      end
      if section.title then
        append(lines, {paint("place", section.title, style), ""})
      end
      append(lines, page.render(section.blocks, with_program(style, lesson, picture)))
    end
    return lines
  end
end

---One question more; with its answer, if it is wanted.
---@param lesson course.Lesson
---@param with_answer boolean
---@param picture function
---@return learn.Part
function M.further(lesson, with_answer, picture)
  return function(style)
    local blocks = lesson.sections.further
    local shown = with_answer and blocks or {blocks[1]}
    local lines = page.render(shown, with_program(style, lesson, picture))
    table.insert(lines, 1, "One step further:")
    return lines
  end
end

---The solution.
---@param lesson course.Lesson
---@return learn.Part
function M.solution(lesson)
  return function(style)
    local lines = {"One program that passes:", ""}
    append(lines, page.program(lesson.files["solution.lua"], style.columns))
    return lines
  end
end

---What stands before the first lesson.
---@param desk learn.Desk
---@param lesson course.Lesson
---@return learn.Part
function M.welcome(desk, lesson)
  local minutes, lessons = {}, desk.shelf.lessons
  for i, one in ipairs(lessons) do
    minutes[i] = one.minutes or 0
  end
  table.sort(minutes) -- that of most lessons is said; one long lesson is no matter
  local each = #lessons > 1 and " each" or ""
  local count = ("%s, about %d minutes%s. Nothing leaves this machine."):format(
    words.count(#lessons, "lesson"), minutes[(#lessons + 1) // 2], each)
  local open = ("Open %s in an editor beside this window."):format(desk:path(lesson))
  return function(style)
    local lines = spans.wrap(count, style.columns, style)
    append(lines, spans.wrap(("Your files go into %s (another place: sluice learn init "
      .. "DIR)."):format(desk.folder == "." and "this folder" or "./" .. desk.folder),
      style.columns, style))
    append(lines, spans.wrap(open, style.columns, style))
    add_right(lines, "Enter: begin", style.columns)
    return lines
  end
end

return M
