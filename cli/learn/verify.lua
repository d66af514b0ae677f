-- cli.learn.verify: `sluice learn verify`, the proof that lessons hold together.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local box = require("cli.box")
local lessons_of = require("cli.lessons")
local terminal = require("cli.terminal")
local verify = require("course.verify")
local words = require("sluice.words")

local M = {}

---@param arguments sluice.Arguments
---@param ids string[] lessons; none: all
---@return integer exit code
function M.main(arguments, ids)
  local shelf = lessons_of.open(arguments.options.lessons)
  local chosen = {}
  for i, id in ipairs(ids) do
    chosen[i] = lessons_of.find(shelf, id)
  end
  chosen = #chosen > 0 and chosen or shelf.lessons
  local problems = verify.lessons(shelf, chosen, box.runs)
  local style, failed = terminal.style(arguments.options, terminal.OUT), 0
  for _, lesson in ipairs(chosen) do
    local list = problems[lesson]
    failed = failed + (#list > 0 and 1 or 0)
    io.stdout:write(("%-8s%s\n"):format(#list > 0 and "not ok" or "ok", lesson.folder))
    for _, d in ipairs(list) do
      d.more = false
      io.stdout:write(diagnostic.format(d, style))
    end
  end
  io.stdout:write(words.count(#chosen, "lesson"), failed > 0
    and (", %d of them not ok\n"):format(failed) or "\n")
  return failed > 0 and 1 or 0
end

return M
