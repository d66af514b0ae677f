-- cli.view: `sluice view`, pictures of a run that is over, or of a program that is run
-- for them.
-- SPDX-License-Identifier: MIT
local own_views = require("cli.own_views")
local picture = require("cli.picture")
local run = require("cli.run")
local terminal = require("cli.terminal")
local trace_file = require("cli.trace_file")
local usage = require("cli.usage")
local values = require("cli.values")
local viz = require("viz")
local words = require("sluice.words")

local M = {}

-- The views of a command line, with the files they go to.
local function wanted_views(arguments)
  local list = {}
  for i = 2, #arguments.words do
    local view = values.view(arguments.words[i], "view").view
    if arguments.options.title then
      view = view .. ":title=" .. arguments.options.title
    end
    list[#list + 1] = {view = view, output = (arguments.by_word[i] or {}).output}
  end
  if #list == 0 then
    usage.fail("view wants NAME, too: what to draw", "sluice view "
      .. arguments.words[1] .. " timeline", "sluice help views")
  end
  return list
end

-- The trace, and the exit code that a program has already earned.
local function trace_of(arguments, views)
  local file = arguments.words[1]
  if not file:find("%.lua$") then
    run.refuse_for_trace(arguments, file)
    return trace_file.read(file, picture.kinds(views, arguments.options.strip)), 0
  end
  run.check(arguments.options)
  for _, view in ipairs(views) do
    arguments.options.follows = arguments.options.follows
      or viz.needs_origins(view.view)
  end
  local style = terminal.style(arguments.options, terminal.ERR)
  local code, trace = run.execute({words = {file}, options = arguments.options,
    program = arguments.program}, style, {keep_trace = true, silent = true})
  if not trace and code == 0 then
    error({level = "error", name = "no-run", more = false, exit = 1,
      message = words.name(file) .. " never starts a context: there is nothing to draw",
      try = "ssc:start() in the program"}, 0)
  end
  return trace, code
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local options, views = arguments.options, wanted_views(arguments)
  own_views.load(options.load)
  for _, view in ipairs(views) do
    picture.check(view.view, view.output, options.strip)
  end
  local trace, code = trace_of(arguments, views)
  for _, view in ipairs(trace and views or {}) do
    if view.output then
      picture.write(trace, view.view, view.output, options)
    else
      io.stdout:write(picture.text(trace, view.view,
        terminal.style(options, terminal.OUT)))
    end
  end
  return code
end

return M
