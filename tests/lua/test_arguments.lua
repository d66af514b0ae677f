-- The command line: options and their values, mistakes in them, and the help texts.
-- SPDX-License-Identifier: MIT
local arguments = require("cli.arguments")
local help = require("cli.help")
local manual = require("cli.manual")
local options = require("cli.options")
local settings = require("sluice.settings")
local tap = require("tap")

local function parse(line)
  local args = {}
  for word in line:gmatch("%S+") do
    args[#args + 1] = word
  end
  return arguments.parse(args)
end

-- The message of the usage error that a command line raises.
local function refused(line)
  local done, raised = pcall(parse, line)
  if done or type(raised) ~= "table" then
    return done and "no error" or raised
  end
  return raised.message
end

local function values()
  local run = parse("run --until 6.5s --batches=3 -q a.lua --seed 7 -- -v").options
  tap.is(run["until"], 6500000, "a time in microseconds")
  tap.is(run.batches, 3, "--option=value")
  tap.is(run.quiet, true, "a switch")
  tap.is(run.seed, 7, "an option behind the file")
  tap.is(run.clock, "simulated", "a default")
  tap.is(parse("run - ").words[1], "-", "a dash is standard input")
  tap.is_deeply(parse("run a.lua -- -q b").program, {"-q", "b"}, "its arguments")
  local views = parse("run --view a:b -o x.svg --view c x").options.view
  tap.is_deeply(views, {{view = "a:b", output = "x.svg"}, {view = "c"}},
    "-o belongs to the view before it")
  local conf = parse("run --conf a.b=c=d x").options.conf
  tap.is_deeply(conf, {{"a.b", "c=d"}}, "a setting")
  for text, us in pairs({["500ms"] = 500000, ["2m"] = 120000000, ["1h"] = 3600000000,
    ["0.5ms"] = 500, ["50us"] = 50}) do
    tap.is(parse("run x --until " .. text).options["until"], us, text)
  end
  tap.is(parse("--version").version, true, "--version")
  tap.is(parse("run --help").help, true, "--help needs no file")
  tap.is(parse("").command.name, "repl", "no command: the REPL")
end

local function feeds()
  local function feed(text)
    return parse("run x --feed " .. text).options.feed[1]
  end
  tap.is_deeply(feed("9999=a.txt"), {port = 9999, file = "a.txt"}, "a file")
  tap.is_deeply(feed("1=a.txt:loop:rate=30/m:seed=4:process=poisson"),
    {port = 1, file = "a.txt", loop = true, rate = 0.5, seed = 4, process = "poisson"},
    "all options")
  tap.is_deeply(feed("1=c:/a=b:c.txt:rate=5/s"),
    {port = 1, file = "c:/a=b:c.txt", rate = 5.0}, "colons in a name")
end

local MISTAKES = {
  {"rnu", "no command `rnu`; did you mean run?"},
  {"--until 3s", "no option `--until` before a command"},
  {"run", "run wants FILE"},
  {"run a b", "run takes FILE; \"b\" is too many"},
  {"run --untl 3s x", "no option `--untl`; did you mean --until?"},
  {"run --until", "--until wants a value: TIME"},
  {"run --until 30 x", "--until 30 has no unit: 30s or 30ms?"},
  {"run --until soon x", "--until wants a time, got \"soon\""},
  {"run --until 1.2.3s x", "--until wants a time, got \"1.2.3s\""},
  {"run --until 99999999999999h x", "--until wants a time, got \"99999999999999h\""},
  {"run --batches -1 x", "--batches wants a whole number from 0 on, got -1"},
  {"run --batches 1e3 x", "--batches wants a whole number, got \"1e3\""},
  {"run --workers 65 x", "--workers wants a whole number from 0 to 64, got 65"},
  {"run --clock wal x",
    "--clock wants simulated or wall, got \"wal\"; did you mean wall?"},
  {"run --master loca[2] x", "--master wants a master, got \"loca[2]\""},
  {"run --master local[0] x", "--master wants a master, got \"local[0]\""},
  {"run --conf a x", "--conf wants NAME=VALUE, got \"a\""},
  {"run --conf spark.streaming.blockInteval=1s x", "no setting is called "
    .. "`spark.streaming.blockInteval`; did you mean spark.streaming.blockInterval?"},
  {"run --conf spark.mastr=local x",
    "no setting is called `spark.mastr`; did you mean spark.master?"},
  {"run --feed 9=a:rate=5 x", "a rate is lines per time, got \"5\""},
  {"run --feed 9=a:rate=0/s x", "a rate is lines per time, got \"0/s\""},
  {"run --feed 9=a:rat=5/s x", "a feed has no option `rat`; did you mean rate?"},
  {"run --feed 70000=a x",
    "the port of --feed wants a whole number from 1 to 65535, got 70000"},
  {"run --feed a x", "--feed wants PORT=FILE, got \"a\""},
  {"run --feed 9= x", "--feed wants the name of a file"},
  {"run -o a.svg x", "-o FILE belongs to the --view before it, and there is none"},
  {"run --view t -o a.gif x",
    "-o wants a file that ends in .svg, .png, .pdf, .html, .dot or .txt, got \"a.gif\""},
  {"run --quiet=3 x", "--quiet takes no value, got \"3\""},
  {"view", "view wants TRACE|FILE.lua NAME[:OPTIONS] [-o FILE]..."},
}

local function mistakes()
  for _, mistake in ipairs(MISTAKES) do
    tap.is(refused(mistake[1]), mistake[2], mistake[1])
  end
  tap.is(refused("run --conf spark.executor.memory=1g x"), "no error",
    "a setting of Spark that sluice does not know")
  for _, setting in ipairs(settings.all()) do
    tap.is(settings.is_misspelt(setting.name), false, setting.name .. " is known")
  end
end

local OVERVIEW = "sluice runs Spark Streaming programs written in Lua, on a simulated "
  .. [[
cluster and clock.
  sluice run FILE         run a program               sluice view TRACE NAME  ]]
  .. "draw what happened\n"

local function help_texts()
  local overview = help.topic(nil)
  tap.is(overview:sub(1, #OVERVIEW), OVERVIEW, "the overview")
  local run = help.topic("run")
  tap.like(run, "^Usage: sluice run %[OPTION%]%.%.%. FILE %[%-%- ARG%.%.%.%]     run a "
    .. "program; print what Spark would print\n", "the usage line of run")
  tap.like(run, "\nTime      %-%-until TIME           start nothing new after TIME: "
    .. "500ms, 30s, 2m\n", "a first option stands behind its heading")
  tap.like(run, "\n          %-%-batches N            stop after N batches       "
    .. "%-%-seed N       of all that is random %(1%)\n", "two options on a line")
  tap.like(help.topic("conf"), "\n  spark%.streaming%.blockInterval +200ms  ",
    "a setting with its default")
  for _, command in ipairs(options.shown_commands()) do
    tap.like(overview, "  sluice " .. command.name, command.name .. " is listed")
    tap.like(help.topic(command.name), "^Usage: sluice " .. command.name .. " ",
      command.name .. " has a help text")
  end
  tap.raises(function() help.topic("rnu") end, "", "help of an unknown command")
end

-- What is in the table is in every text that is made from it.
local function made_from_the_table()
  local texts = {man = manual.man():gsub("\\", ""), bash = manual.bash(),
    zsh = manual.zsh(), fish = manual.fish()}
  for _, command in ipairs(options.shown_commands()) do
    for _, option in ipairs(command.options) do
      local name = option.name:sub(3)
      tap.ok(option.hidden or help.topic(command.name):find(
        option.name == "--output" and "-o" or option.name, 1, true),
        command.name .. " " .. option.name .. " is in its help")
      for _, kind in ipairs({"man", "bash", "zsh", "fish"}) do
        tap.ok(texts[kind]:find(name, 1, true), option.name .. " is in " .. kind)
      end
    end
  end
end

values()
feeds()
mistakes()
help_texts()
made_from_the_table()
tap.done()
