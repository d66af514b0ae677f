-- cli.learn.quiz: `sluice learn quiz`, questions with numbers of one's own, and the key.
-- SPDX-License-Identifier: MIT
local box = require("cli.box")
local quiz = require("course.quiz")

local M = {}

function M.main(arguments, given)
  local seed = arguments.options.seed or 1
  for n = 1, 30 do
    if #given == 0 or given[1] == tostring(n) then
      local done, asked = xpcall(quiz.make, debug.traceback, n, seed, box.runs)
      if not done then
        print(n, asked)
      else
        print(n, asked.text)
        for i, c in ipairs(asked.choices) do
          print("   ", c.right and "*" or " ", c.label, c.reply or "")
        end
        print("    why:", asked.why)
      end
    end
  end
  return 0
end

return M
