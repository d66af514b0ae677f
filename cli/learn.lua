-- cli.learn: `sluice learn`, the course, and what its authors need.
-- SPDX-License-Identifier: MIT
local options = require("cli.options")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local name = arguments.words[1]
  local action = options.learn_action(name)
  if not action then
    local known = {}
    for i, one in ipairs(options.learn_actions) do
      known[i] = one.name
    end
    usage.fail(("learn has no action %s%s"):format(words.name(name),
      usage.did_you_mean((words.nearest(name, known)))), "sluice help learn")
  end
  local count = #arguments.words - 1
  if count > action.most then
    usage.fail(("learn %s takes %s"):format(action.name, action.arguments == ""
      and "nothing more" or action.arguments))
  end
  return require("cli.learn." .. (action.module or action.name)).main(arguments,
    table.move(arguments.words, 2, count + 1, 1, {}))
end

return M
