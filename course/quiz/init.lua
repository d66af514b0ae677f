-- course.quiz: questions with numbers of each learner's own. Each is a small run: the
-- numbers are drawn by a seed, the run is made, and the answer is read from its trace.
-- SPDX-License-Identifier: MIT
local draw_of = require("course.quiz.draw")

local M = {}

---@class course.Question
---@field number integer
---@field title string
---@field view string the picture that explains it
---@field draw fun(draw: course.Draw): table<string, any> its values; end_ms is how
---long it runs
---@field program fun(values: table): string
---@field shown? fun(values: table): string what is shown of the program; nil:
---nothing, the text says all
---@field world fun(values: table): string
---@field conf? string[][]
---@field may_fail? boolean a run that raises an error is an answer
---@field ask fun(values: table, run: course.Run): string
---@field answer fun(run: course.Run, values: table): any
---@field wrong fun(run: course.Run, values: table): {[1]: any, [2]: string}[] answers
---of rules that are wrong, each with what to say
---@field why fun(run: course.Run, values: table): string

---@class course.Paper: course.Asked[] questions with their key
---@field seed integer

---@class course.Asked a question with its numbers
---@field number integer
---@field name string
---@field view string the picture that explains it
---@field text string
---@field program string|nil what is shown of it
---@field choices {label: string, right: boolean, reply: string?}[]
---@field right integer which choice
---@field why string
---@field run course.Run

local MOST_TRIES <const> = 40
local LEAST_WRONG <const>, MOST_WRONG <const> = 2, 3

---@type course.Question[]
M.questions = {}

for _, part in ipairs({"time", "blocks", "operators", "windows", "failures"}) do
  for _, question in ipairs(require("course.quiz." .. part)) do
    M.questions[question.number] = question
  end
end

local function wish(question, values, seed)
  return {file = "quiz.lua", program = question.program(values), conf = question.conf,
    world = question.world(values), world_name = "quiz.world", seed = seed,
    until_us = values.end_ms * 1000}
end

-- Wrong answers that are wrong here and read differently.
local function usable(question, values, run, right)
  local seen, list = {[right] = true}, {}
  for _, one in ipairs(question.wrong(run, values)) do
    local label = tostring(one[1])
    if not seen[label] and not label:find("^%-%d") then
      seen[label] = true
      list[#list + 1] = {label = label, right = false, reply = one[2]}
    end
  end
  return list
end

-- Numbers go up; texts are mixed.
local function arrange(choices, draw)
  for _, choice in ipairs(choices) do
    if not tonumber(choice.label:match("^%S+")) then
      return draw:shuffled(choices)
    end
  end
  table.sort(choices, function(a, b)
    local x, y = tonumber(a.label:match("^%S+")), tonumber(b.label:match("^%S+"))
    return x < y or x == y and a.label < b.label
  end)
  return choices
end

local function try(question, draw, seed, runner)
  local values = question.draw(draw)
  local run = runner({wish(question, values, seed)})[1]
  if not question.may_fail and (run.failed or not run.started) then
    error(("question %d: its program fails: %s"):format(question.number,
      run.failed and run.failed.message or run.message or "it starts no context"))
  end
  local answer = question.answer(run, values)
  local wrong = answer ~= nil and usable(question, values, run, tostring(answer)) or {}
  if #wrong < LEAST_WRONG then
    return nil
  end
  wrong = table.move(wrong, 1, math.min(#wrong, MOST_WRONG), 1, {})
  wrong[#wrong + 1] = {label = tostring(answer), right = true}
  local choices, right = arrange(wrong, draw), nil
  for i, choice in ipairs(choices) do
    right = choice.right and i or right
  end
  local text = question.ask(values, run)
  return {number = question.number, view = question.view, text = text, right = right,
    name = ("%02d %s"):format(question.number, question.title), choices = choices,
    program = question.shown and question.shown(values), run = run,
    why = question.why(run, values)}
end

---Makes a question for a learner. What would have no two wrong answers is drawn again.
---@param number integer
---@param seed integer
---@param runner course.Runner
---@return course.Asked
function M.make(number, seed, runner)
  local question = M.questions[number]
  for i = 1, MOST_TRIES do
    local asked = try(question, draw_of.new(seed, number, i), seed, runner)
    if asked then
      return asked
    end
  end
  error(("question %d has no two wrong answers after %d "
    .. "draws"):format(number, MOST_TRIES))
end

return M
