-- cli.learn.next: `sluice learn next`, the next lesson that can be done.
-- SPDX-License-Identifier: MIT
local desk_of = require("cli.learn.desk")
local watch = require("cli.learn.watch")

local M = {}

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local desk = desk_of.open(arguments.options)
  local lesson = desk:next(desk:here())
  if lesson then
    return watch.at(arguments, desk, lesson)
  elseif desk:count_done() == #desk.shelf.lessons then
    io.stdout:write("All lessons are done. To do one again: sluice learn goto ID\n")
  else
    local here = desk:here()
    io.stdout:write(("The other lessons build on %s %s, or are done. Another one "
      .. "anyway: sluice learn goto ID\n"):format(here.id, here.name))
  end
  return 0
end

return M
