-- cli.diff: `sluice diff`, two runs beside each other.
-- SPDX-License-Identifier: MIT
local data = require("viz.diff.data")
local host = require("cli.host")
local json = require("sluice.json")
local model = require("viz.diff.model")
local picture = require("cli.picture")
local run = require("cli.run")
local terminal = require("cli.terminal")
local text = require("viz.diff.text")
local trace_file = require("cli.trace_file")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local function is_program(file)
  return file:find("%.lua$") ~= nil
end

-- The text of a trace of a program, which is run now, and its exit code.
local function run_program(arguments, file)
  local style = terminal.style(arguments.options, terminal.ERR)
  local code, trace, _, _, trace_text = run.execute({words = {file},
    options = arguments.options, program = arguments.program}, style,
    {keep_trace = true, silent = true})
  if not trace then
    error({level = "error", name = "no-run", more = false, exit = 2,
      message = words.name(file)
        .. " never starts a context: there is nothing to compare",
      try = "ssc:start() in the program"}, 0)
  end
  return trace, trace_text, code
end

local function read_trace(file)
  local contents, message = host.read_file(file)
  if not contents then
    error({level = "error", name = "file-missing", message = message}, 0)
  end
  local name = file == "-" and "standard input" or file
  return trace_file.parse(contents, name), contents, 0
end

-- One of both runs, as viz.diff takes it.
local function side_of(arguments, file)
  local trace, contents, code
  if is_program(file) then
    trace, contents, code = run_program(arguments, file)
  else
    trace, contents, code = read_trace(file)
  end
  return {name = file, trace = trace, code = code, records = function()
    return json.lines(contents)
  end}
end

-- Files of one name in two folders keep their folders.
local function shorten_names(a, b)
  local one, other = a.name:match("[^/]*$"), b.name:match("[^/]*$")
  if one ~= other then
    a.name, b.name = one, other
  end
end

local function check(arguments)
  if arguments.options.output then
    picture.check_drawing(arguments.options.output)
  end
  local a, b = arguments.words[1], arguments.words[2]
  if a == "-" and b == "-" then
    usage.fail("standard input can be one of both runs only")
  elseif not is_program(a) and not is_program(b) then
    run.refuse_for_trace(arguments, a)
  else
    run.check(arguments.options)
  end
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local options = arguments.options
  check(arguments)
  local a = side_of(arguments, arguments.words[1])
  local b = side_of(arguments, arguments.words[2])
  shorten_names(a, b)
  local compared = model.build(a, b)
  io.stdout:write(options.json and data.json(compared) or text.draw(compared))
  if options.output then
    picture.write_drawing(require("viz.diff.dot").draw(compared,
      {theme = options.theme or "light"}), options.output)
  end
  return compared.equal and 0 or 1
end

return M
