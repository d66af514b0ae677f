-- cli.view: `sluice view`, a picture of a run that is over.
-- SPDX-License-Identifier: MIT
local picture = require("cli.picture")
local terminal = require("cli.terminal")
local trace_file = require("cli.trace_file")
local usage = require("cli.usage")
local values = require("cli.values")

local M = {}

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local options = arguments.options
  local trace = trace_file.read(arguments.words[1])
  if not arguments.words[2] then
    usage.fail("view wants NAME, too: what to draw", "sluice view "
      .. arguments.words[1] .. " timeline", "sluice help views")
  end
  local view = values.view(arguments.words[2], "view").view
  if options.title then
    view = view .. ":title=" .. options.title
  end
  if options.output then
    picture.write(trace, view, options.output, options)
  else
    io.stdout:write(picture.text(trace, view, terminal.style(options, terminal.OUT)))
  end
  return 0
end

return M
