-- cli.learn.quiz: `sluice learn quiz`, questions with numbers of one's own, and their
-- key.
-- SPDX-License-Identifier: MIT
local ask = require("cli.learn.ask")
local box = require("cli.box")
local host = require("cli.host")
local picture = require("cli.picture")
local quiz = require("course.quiz")
local terminal = require("cli.terminal")
local together = require("course.together")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local COLUMNS <const>, MOST_COLUMNS <const> = 80, 100

-- How each format is made, and whether it has pictures.
local FORMATS <const> = {
  text = {module = "course.sheet.text"}, md = {module = "course.sheet.markdown"},
  html = {module = "course.sheet.html", pictures = true},
  gift = {module = "course.sheet.gift"}, moodle = {module = "course.sheet.moodle"},
  pdf = {module = "cli.learn.printed", pictures = true},
}
local ENDINGS <const> = {txt = "text", md = "md", html = "html", gift = "gift",
  xml = "moodle", pdf = "pdf"}

-- The numbers of the questions that are wanted; none: all.
local function numbers_of(given)
  local list = {}
  for i, text in ipairs(given) do
    local number = text:find("^%d+$") and math.tointeger(tonumber(text))
    if not number or not quiz.questions[number] then
      usage.fail(("the quiz has questions 1 to %d, got %s"):format(#quiz.questions,
        words.quote(text)), "sluice learn quiz 1 4")
    end
    list[i] = number
  end
  for number = 1, #given == 0 and #quiz.questions or 0 do
    list[number] = number
  end
  return list
end

local function format_of(options)
  local file = options.output
  local by_ending = file and ENDINGS[(file:match("%.(%w+)$") or ""):lower()]
  if file and not by_ending and not options.format then
    usage.fail(("the ending of %s says no format"):format(words.quote(file)),
      "-o FILE.pdf, or .html .md .txt .gift .xml")
  elseif by_ending and options.format and options.format ~= by_ending then
    usage.fail(("%s is no file for --format %s"):format(words.quote(file),
      options.format), "leave out --format")
  end
  return options.format or by_ending or "text"
end

---Questions with numbers of their own.
---@param numbers integer[]
---@param seed integer
---@return course.Paper
local function make(numbers, seed)
  local jobs = {}
  for i, number in ipairs(numbers) do
    jobs[i] = function(runner)
      return quiz.make(number, seed, runner)
    end
  end
  local paper = together.each(jobs, box.runs)
  paper.seed = seed
  return paper
end

local function write(text, file)
  if not file then
    io.stdout:write(text)
    return
  end
  local written, message = host.write_file(file, text)
  if not written then
    error({level = "error", name = "cannot-write", message = message, exit = 1}, 0)
  end
end

---@param arguments sluice.Arguments
---@param given string[] numbers of questions
---@return integer exit code
function M.main(arguments, given)
  local options = arguments.options
  local numbers, seed = numbers_of(given), options.seed or 1
  if options.ask then
    if options.format or options.output then
      usage.fail("--ask writes no sheet", "leave out --format and -o")
    end
    return ask.all(numbers, function(number)
      return quiz.make(number, seed, box.runs)
    end, options)
  end
  local format = FORMATS[format_of(options)]
  local paper = make(numbers, seed)
  local drawn = format.pictures and picture.svgs(paper) or {}
  for i, asked in ipairs(paper) do
    asked.picture = drawn[i]
  end
  local style = options.output and {} or terminal.style(options, terminal.OUT)
  style.columns = math.min(style.width or COLUMNS, MOST_COLUMNS)
  write(require(format.module).write(paper, style), options.output)
  return 0
end

return M
