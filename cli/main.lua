-- cli.main: one command line from start to exit code. What few command lines need is
-- loaded when it is needed: the shortest run should not wait for it.
-- SPDX-License-Identifier: MIT
local arguments = require("cli.arguments")
local options = require("cli.options")
local terminal = require("cli.terminal")

local M = {}

local EXIT_USAGE = 2

local function dispatch(args)
  local read = arguments.parse(args)
  if read.version then
    io.stdout:write("sluice " .. options.version .. "\n")
    return 0
  elseif not read.command or read.help then
    io.stdout:write(require("cli.help").topic(read.command and read.command.name))
    return 0
  end
  return require(read.command.module).main(read)
end

-- A command line that cannot be read still says how its error is to be written.
local function wants_json(args)
  for _, word in ipairs(args) do
    if word == "--json" or word == "--" then
      return word == "--json"
    end
  end
  return false
end

-- The value of --color in a command line, and whether --ascii is there.
local function wanted_style(args)
  local wanted = {color = "auto"}
  for i, word in ipairs(args) do
    if word == "--ascii" then
      wanted.ascii = true
    elseif word == "--color" then
      wanted.color = args[i + 1]
    end
    wanted.color = word:match("^%-%-color=(.*)$") or wanted.color
  end
  return wanted
end

local function report(d, args)
  local diagnostic = require("sluice.diagnostic")
  if d.name == "usage" and d.more == nil then
    local command = options.command(args[1])
    d.more = "sluice help" .. (command and " " .. command.name or "")
  end
  local style = terminal.style(wanted_style(args), terminal.ERR)
  local text = wants_json(args) and diagnostic.json(d) or diagnostic.format(d, style)
  io.stderr:write(text)
end

-- A diagnostic is for the user and goes up as it is; all else is a fault of ours.
local function keep_diagnostic(raised)
  if type(raised) ~= "table" or not raised.name then
    return debug.traceback(tostring(raised), 2)
  end
  raised.level = raised.level or "error"
  return raised
end

---Runs a command line.
---@param args string[] without the program's name
---@return integer exit code
function M.main(args)
  local done, result = xpcall(dispatch, keep_diagnostic, args)
  if done then
    return result
  elseif type(result) ~= "table" then
    error(result, 0)
  end
  io.stdout:flush()
  report(result, args)
  return result.exit or EXIT_USAGE
end

return M
