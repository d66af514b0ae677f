-- cli.explain: `sluice explain`, one message in full.
-- SPDX-License-Identifier: MIT
local catalog = require("sluice.catalog")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local name = arguments.words[1]
  local text = name and catalog.text(name)
  if name and not text then
    local near = words.nearest(name, catalog.names())
    usage.fail(("no message is called %s%s"):format(words.name(name),
      usage.did_you_mean(near)), nil, "sluice explain")
  end
  io.stdout:write(text or catalog.overview())
  return 0
end

return M
