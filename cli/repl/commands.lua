-- cli.repl.commands: the dot commands: one table says what each is called, takes and
-- does; the help and the completion are made from it.
-- SPDX-License-Identifier: MIT
local files = require("cli.repl.files")
local forks = require("cli.repl.forks")
local moves = require("cli.repl.moves")
local outside = require("cli.repl.outside")
local predict = require("cli.repl.predict")
local settings = require("cli.repl.settings")
local shows = require("cli.repl.shows")
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
  {name = "feed", run = outside.feed, arguments = "[PORT] \"TEXT\" or "
      .. "PORT=FILE[:rate=5/s][:process=…][:seed=N][:loop]",
    about = "A record comes now, or the lines of a file; alone: all that was fed.",
    example = ".feed \"to be or not to be\""},
  {name = "kill", arguments = "executor N, receiver N or driver", run = outside.kill,
    about = "An executor is lost now, that of a receiver, or the driver with all that "
      .. "was typed.", example = ".kill executor 1"},
  {name = "start", arguments = "executor or driver", run = outside.start,
    about = "One more executor joins now; or a driver that was killed runs the "
      .. "description again.", example = ".start executor"},
  {name = "cut", arguments = "link A B", run = outside.fault("cut"),
    about = "Two executors, or one and the driver, no longer reach each other.",
    example = ".cut link 1 driver"},
  {name = "heal", arguments = "link A B", run = outside.fault("heal"),
    about = "The link is whole again.", example = ".heal link 1 driver"},
  {name = "slow", arguments = "node N by F", run = outside.fault("slow"),
    about = "What a node computes takes F times as long from now on.",
    example = ".slow node 0 by 2.5"},
  {name = "drop", arguments = "replica BLOCK [on N]", run = outside.fault("drop"),
    about = "A copy of a block is lost now.",
    example = ".drop replica input-0-1000"},
  {name = "fork", arguments = "[NAME]", run = forks.fork,
    about = "Copies the run, or goes to a copy; alone: lists them.",
    example = ".fork b"},
  {name = "diff", arguments = "NAME", run = forks.diff,
    about = "Lays a fork beside this run: what differs, and from which moment on.",
    example = ".diff a"},
  {name = "output", arguments = "[BATCH [OUTPUT]] or all", run = shows.output,
    about = "What a batch printed, again; the last one, or all.",
    example = ".output 6 2"},
  {name = "show", arguments = "VALUE", run = shows.show,
    about = "Shows a stream, an RDD, a batch or the trace in full; its name alone "
      .. "shows it in a line.", example = ".show trace:batch(1000)"},
  {name = "why", arguments = "[BATCH] KEY [FILE or open]", run = shows.why,
    about = "Traces a result back to the records it came from.",
    example = ".why 7 cat"},
  {name = "explain", arguments = "[NAME]", run = shows.explain,
    about = "What happened, in words; or what a message means.",
    example = ".explain one-core"},
  {name = "predict", arguments = "", run = predict.predict,
    about = "Asks about the next batch, takes a line as the answer, steps, and shows.",
    example = ".predict"},
  {name = "set", arguments = "NAME [VALUE]", run = settings.set,
    about = "A setting of the session; with VALUE everything is run again with it.",
    example = ".set spark.streaming.blockInterval 100ms"},
  {name = "save", arguments = "FILE.lua", run = files.save,
    about = "Writes the session as a program, and what was fed as a world beside it.",
    example = ".save words.lua"},
  {name = "load", arguments = "FILE", run = files.load,
    about = "Types a file: a program, for which all begins again, or the lines of a "
      .. "session.",
    example = ".load words.lua"},
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

local has_views = false

---Adds a command for each view that there is now, those of the user's own among them;
---once, since they stay.
function M.add_views()
  if has_views then
    return
  end
  has_views = true
  for _, command in ipairs(shows.view_commands()) do
    if M.find(command.name) then
      usage.fail(("a dot command is called .%s already"):format(command.name),
        "another name for the file of the view")
    end
    M.list[#M.list + 1] = command
  end
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
