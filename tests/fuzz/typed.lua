-- tests/fuzz/typed.lua -- what fuzz_typed.c does with an input: returns a function of its
-- bytes, which raises an error if something is wrong.
--
-- Nothing outside is touched: what would write a file or start a program says that it
-- cannot, and Lua's own ways to do so are gone before the first line of a session.
-- SPDX-License-Identifier: MIT
local arm = ... -- a line may take so long, and is interrupted then

local host = require("cli.host")
host.is_terminal = function()
  return false
end
for _, name in ipairs({"write_file", "graphviz", "make_folder"}) do
  host[name] = function()
    return nil, "not here"
  end
end
os.execute, os.tmpname = nil, nil -- luacheck: ignore
io.open = function() -- luacheck: ignore
  return nil, "not here"
end
io.stdout = {write = function() -- luacheck: ignore
  return true
end}

local arguments = require("cli.arguments")
local repl = require("cli.repl")
local run = require("cli.run")

local FIRST <const> = "os, io, package, require, dofile, loadfile = nil"

-- A mistake of whoever typed is a diagnostic; all else is ours.
local function check(done, raised)
  if not done and (type(raised) ~= "table" or type(raised.message) ~= "string") then
    error(raised, 0)
  end
end

-- Words are what stands between bytes of 0.
local function read_command_line(text)
  local words = {}
  for word in (text .. "\0"):gmatch("(.-)\0") do
    words[#words + 1] = word
  end
  check(xpcall(function()
    local read = arguments.parse(words)
    if read.command and read.command.name == "run" then
      run.check(read.options)
    end
  end, function(raised)
    return type(raised) == "table" and raised or debug.traceback(tostring(raised))
  end))
end

local function answer_session(text)
  local rest = FIRST .. "\n" .. text
  io.read = function() -- luacheck: ignore
    arm()
    local line, behind = rest:match("^([^\n]*)\n?(.*)$")
    if rest == "" then
      return nil
    end
    rest = behind
    return line
  end
  repl.main(arguments.parse({"repl", "--echo", "--workers", "1", "--color", "never"}))
end

return function(bytes)
  if bytes:sub(1, 1) == "c" then
    read_command_line(bytes:sub(2))
  else
    answer_session(bytes:sub(2))
  end
  collectgarbage() -- sessions end when nobody has them
end
