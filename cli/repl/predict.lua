-- cli.repl.predict: a question, the move that answers it, and the answer.
-- SPDX-License-Identifier: MIT
local moves = require("cli.repl.moves")
local questions = require("sluice.questions")

local M = {}

local MS_US <const> = 1000

-- What the next question is about: the first batch that has not been formed.
local function next_batch(repl)
  local run = repl.run
  local _, interval, zero, block = run.session:ask("context")
  local number = run.session:seen("batch") + 1
  return {number = number, time = ((zero or 0) + number * interval) // MS_US,
    interval = interval // MS_US, block = block // MS_US, trace = run:trace()}
end

---Asks before the step, takes the next line as the answer, steps, and tells.
---@param repl sluice.Repl
function M.predict(repl)
  local about = next_batch(repl)
  repl.asked = (repl.asked or 0) + 1
  local question = questions.choose(about, repl.asked)
  local prompt = question.ask(about) .. ", or Enter to see it: "
  local line = repl:read(prompt)
  if not line then
    return
  end
  moves.step(repl, "")
  local trace = repl.run:trace()
  if trace and trace:batches()[about.number] then
    repl:write(questions.tell(question, trace, about, questions.read(line)) .. "\n")
  end
end

return M
