-- cli.repl.commands: the dot commands: one table says what each is called, takes and
-- does; the help and the completion are made from it.
-- SPDX-License-Identifier: MIT
local moves = require("cli.repl.moves")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

---@class sluice.DotCommand
---@field name string
---@field arguments string as in a usage line
---@field about string one sentence, or two
---@field example string
---@field run fun(repl: sluice.Repl, rest: string): boolean?  false ends the session

---@type sluice.DotCommand[]
M.list = {
  {name = "step", arguments = "[N] [batch|block|event]", run = moves.step,
    about = "Runs to the end of the next batch, or past N blocks or events.",
    example = ".step 3 block"},
  {name = "run", arguments = "TIME", run = moves.run,
    about = "Lets so much time pass.", example = ".run 5s"},
  {name = "until", arguments = "batch N or TIME", run = moves.till,
    about = "Runs until batch N is done, or to a moment.", example = ".until batch 7"},
  {name = "goto", arguments = "TIME", run = moves.go,
    about = "Sets the clock, forwards or back. What was fed stays.",
    example = ".goto 3s"},
  {name = "back", arguments = "[N]", run = moves.back,
    about = "Takes back the last move, or N of them. What was fed stays.",
    example = ".back 2"},
  {name = "restart", arguments = "[TIME]", run = moves.restart,
    about = "Describes everything again, with what was typed since the start, and runs "
      .. "the same input up to now or TIME.", example = ".restart"},
  {name = "feed", arguments = "[PORT] \"TEXT\"", run = moves.feed,
    about = "A record comes now; alone: all that was fed.",
    example = ".feed \"to be or not to be\""},
  {name = "help", arguments = "[NAME]", about = "Says what a command or a name means.",
    example = ".help step", run = function(repl, rest)
      require("cli.repl.help").run(repl, rest)
    end},
  {name = "quit", arguments = "", about = "Leaves; so does Ctrl-D.", example = ".quit",
    run = function()
      return false
    end},
}

---@param name string
---@return sluice.DotCommand|nil
function M.find(name)
  for _, command in ipairs(M.list) do
    if command.name == name then
      return command
    end
  end
  return nil
end

local function names()
  local list = {}
  for i, command in ipairs(M.list) do
    list[i] = command.name
  end
  return list
end

---Runs a command; raises a usage error if there is none of that name.
---@param repl sluice.Repl
---@param name string
---@param rest string
---@return boolean whether the session goes on
function M.run(repl, name, rest)
  local command = M.find(name)
  if not command then
    local near = words.nearest(name, names())
    usage.fail("no command ." .. name .. (near and "; did you mean ." .. near .. "?"
      or ""), ".help lists all")
  end
  return command.run(repl, rest) ~= false
end

return M
