-- cli.learn.hand_out: `sluice learn init`, the exercises in a folder.
-- SPDX-License-Identifier: MIT
local desk_of = require("cli.learn.desk")
local words = require("sluice.words")

local M = {}

---@param arguments sluice.Arguments
---@param given string[] the folder
---@return integer exit code
function M.main(arguments, given)
  local options = arguments.options
  options.folder = given[1] or options.folder or desk_of.usual
  local desk = desk_of.open(options)
  local new = 0
  for _, lesson in ipairs(desk.shelf.lessons) do
    new = new + (desk:hand_out(lesson) and 1 or 0)
  end
  local problem = desk:is_new() and desk:update(function() end)
  if problem then
    error({level = "error", name = "cannot-write", message = problem, exit = 1}, 0)
  end
  local old = #desk.shelf.lessons - new
  io.stdout:write(("%s: %s put there%s\n"):format(desk.folder,
    words.count(new, "exercise"), old > 0 and ("; %s there already, and left as %s")
    :format(old == 1 and "1 is" or old .. " are", old == 1 and "it is" or "they are")
    or ""))
  local is_usual = desk.folder == desk_of.usual
  io.stdout:write("Next: ", is_usual and "" or "cd " .. desk.folder .. " && ",
    "sluice learn\n")
  return 0
end

return M
