-- cli.learn.goto: `sluice learn goto ID`, a lesson of one's own choice.
-- SPDX-License-Identifier: MIT
local desk_of = require("cli.learn.desk")
local usage = require("cli.usage")
local watch = require("cli.learn.watch")

local M = {}

---@param arguments sluice.Arguments
---@param given string[] the lesson
---@return integer exit code
function M.main(arguments, given)
  if not given[1] then
    usage.fail("learn goto wants the ID of a lesson", "sluice learn list")
  end
  local desk = desk_of.open(arguments.options)
  return watch.at(arguments, desk, desk:lesson(given[1]))
end

return M
