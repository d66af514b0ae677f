-- cli.options: every command and every option, once.
-- The parser, the help texts, the man page and the completions are made from here.
-- SPDX-License-Identifier: MIT
local M = {}

M.version = "0.1.0"
M.summary = "sluice runs Spark Streaming programs written in Lua, "
  .. "on a simulated cluster and clock."

---@class sluice.Option
---@field name string with its dashes
---@field short? string
---@field argument? string how the value is called; nil: a switch
---@field value? string reads the value: a function of cli.values, or "choice"
---@field choices? string[] of a choice
---@field default? any
---@field many? boolean may be given again
---@field group string heading in the help text
---@field help string
---@field beside? boolean stands on the line of the option before it
---@field belongs? string the option before it that it says more about
---@field of_word? integer it says more about the argument before it, the n-th at least
---@field hidden? boolean not in the help text

local MOST_VIEWS = 20 -- in one call
local MOST_AXES = 8   -- of a sweep

local COLOR = {name = "--color", argument = "WHEN", value = "choice", default = "auto",
  choices = {"auto", "always", "never"}, help = "auto, always, never"}
local ASCII = {name = "--ascii", help = "no line drawing", beside = true}

local PLAIN = {name = "--plain",
  help = "for who hears the screen: tables in place of pictures, nothing drawn again"}

local LOAD = {name = "--load", argument = "FILE", value = "file", many = true,
  help = "the view that a Lua file of your own returns; see docs/views.md"}

-- A copy of a shared option under the heading of one command.
local function under(group, option)
  local copy = {group = group}
  for _, field in ipairs({"name", "argument", "value", "default", "choices", "help",
    "beside", "many"}) do
    copy[field] = option[field]
  end
  return copy
end

local RUN = {
  {name = "--until", argument = "TIME", value = "time", group = "Time",
    help = "start nothing new after TIME: 500ms, 30s, 2m"},
  {name = "--batches", argument = "N", value = "integer", group = "Time",
    help = "stop after N batches"},
  {name = "--seed", argument = "N", value = "integer", default = 1, group = "Time",
    help = "of all that is random (1)", beside = true},
  {name = "--clock", argument = "KIND", value = "choice", default = "simulated",
    choices = {"simulated", "wall"}, group = "Time",
    help = "simulated (default), or wall: real time, sockets and folders"},
  {name = "--feed", value = "feed", many = true, group = "Arriving",
    argument = "PORT=FILE[:rate=5/s][:process=constant|poisson|burst][:seed=N][:loop]",
    help = "lines of FILE arrive at localhost:PORT; again for another port"},
  {name = "--files", value = "files", many = true, group = "Arriving",
    argument = "FOLDER=FILE@TIME[,FILE@TIME...]",
    help = "FILE appears in FOLDER at TIME, for file streams"},
  {name = "--topic", value = "topic", many = true, group = "Arriving",
    argument = "NAME=FILE[:partitions=N][:rate=5/s][:process=...][:seed=N][:loop]",
    help = "lines of FILE, key=value or a value, come into a topic of the log"},
  {name = "--world", argument = "FILE", value = "file", group = "Arriving",
    help = "what arrives and what breaks, and when; see docs/world.md"},
  {name = "--master", argument = "M", value = "master", group = "Cluster",
    help = "local[2], local[*] …; replaces the program's"},
  {name = "--conf", argument = "K=V", value = "conf", many = true, group = "Cluster",
    help = "a setting; replaces the program's; again for another"},
  {name = "--workers", argument = "N", value = "workers", group = "Cluster",
    help = "real threads (default: all cores); never changes the output"},
  {name = "--trace", argument = "FILE", value = "file", group = "Keeping",
    help = "all that happened, as JSON Lines"},
  {name = "--view", argument = "NAME[:OPTIONS]", value = "view", many = true,
    group = "Keeping", suffix = " [-o FILE]",
    help = "draw NAME afterwards, on standard error or into FILE; see help view"},
  {name = "--output", short = "-o", argument = "FILE", value = "picture",
    group = "Keeping", belongs = "--view", hidden = true,
    help = "where to write the picture of the --view before it"},
  under("Keeping", LOAD),
  {name = "--stores", group = "Keeping",
    help = "print afterwards, on standard error, what Store.open wrote"},
  {name = "--explain", group = "Keeping",
    help = "afterwards, in words: what happened, what could be better"},
  {name = "--provenance", group = "Keeping",
    help = "follow every record, for the view why (slower)"},
  {name = "--quiet", short = "-q", group = "Speaking", help = "errors only"},
  {name = "--verbose", short = "-v", group = "Speaking", beside = true,
    help = "every batch and restart"},
  {name = "--strict", group = "Speaking", help = "warnings are errors"},
  {name = "--json", group = "Speaking", beside = true, help = "messages as JSON Lines"},
  under("Speaking", COLOR),
  under("Speaking", ASCII),
}

local VIEW = {
  {name = "--output", short = "-o", argument = "FILE", value = "picture",
    group = "Picture", of_word = 2,
    help = "the NAME before it into FILE: .svg .png .pdf .html .dot .txt"},
  {name = "--theme", argument = "NAME", value = "choice", group = "Picture",
    choices = {"light", "dark", "print"}, help = "light (default), dark, print"},
  {name = "--title", argument = "WHEN", value = "choice", choices = {"on", "off"},
    group = "Picture", help = "on (default), off"},
  {name = "--strip", argument = "N", value = "strip", group = "Picture",
    help = "N moments side by side, or those that are named: 1s,2.5s,4s"},
  under("Picture", LOAD),
  under("Speaking", PLAIN),
  under("Speaking", COLOR),
  under("Speaking", ASCII),
}

-- A program is run first: with these options of run, which help run explains. Those
-- that a command has itself are left out.
local function add_run_options(list, but)
  for _, option in ipairs(RUN) do
    local group = option.group
    local runs = group == "Time" or group == "Arriving" or group == "Cluster"
    if runs and not but[option.name] then
      local copy = under(group, option)
      copy.hidden, copy.beside = true, nil
      list[#list + 1] = copy
    end
  end
end

add_run_options(VIEW, {})

local SWEEP = {
  {name = "--measure", argument = "NAME,...", value = "file", group = "Measuring",
    default = "processing,delay",
    help = "processing, delay, total, partitions, records, jobs, tasks, failed, "
      .. "memory"},
  {name = "--stable", group = "Measuring",
    help = "find the shortest batch interval that keeps up, to 50 ms"},
  {name = "--seeds", argument = "N", value = "integer", default = 1,
    group = "Measuring", help = "run each combination with N seeds; show percentiles"},
  {name = "--until", argument = "TIME", value = "time", group = "Running",
    help = "of each run: start nothing new after TIME; so do other options of run"},
  {name = "--workers", argument = "N", value = "workers", group = "Running",
    help = "runs at one time (default: all cores); never changes the output"},
  {name = "--format", argument = "KIND", value = "choice", default = "text",
    choices = {"text", "csv", "json"}, group = "Showing",
    help = "text (default), csv, json; times in ms"},
  {name = "--json", group = "Showing", help = "the same as --format json"},
  {name = "--output", short = "-o", argument = "FILE", value = "picture",
    group = "Showing",
    help = "processing time against the batch interval: .svg .png .pdf .dot"},
  {name = "--theme", argument = "NAME", value = "choice", group = "Showing",
    choices = {"light", "dark", "print"}, help = "light (default), dark, print"},
  under("Showing", COLOR),
}
add_run_options(SWEEP, {["--until"] = true, ["--workers"] = true, ["--clock"] = true})

local DIFF = {
  {name = "--json", group = "Showing",
    help = "batches that differ, as JSON; times in ms"},
  {name = "--output", short = "-o", argument = "FILE", value = "picture",
    group = "Showing",
    help = "both runs under each other: .svg .png .pdf .dot"},
  {name = "--theme", argument = "NAME", value = "choice", group = "Showing",
    choices = {"light", "dark", "print"}, help = "light (default), dark, print"},
  under("Showing", COLOR),
}
add_run_options(DIFF, {})
local LINT = {
  {name = "--verbose", short = "-v", group = "Speaking",
    help = "each message in full, with the line and what to change"},
  {name = "--json", group = "Speaking", beside = true, help = "as JSON Lines"},
  under("Speaking", COLOR),
  under("Speaking", ASCII),
}
for _, name in ipairs({"--master", "--conf"}) do
  for _, option in ipairs(RUN) do
    LINT[#LINT + 1] = option.name == name and option or nil
  end
end

local LESSONS = {name = "--lessons", argument = "FOLDER", value = "file",
  help = "lessons of a class, in place of those of sluice"}

local CHECK = {
  {name = "--lesson", argument = "ID", value = "file", group = "Grading",
    help = "the lesson, if the file is not called like it"},
  {name = "--expect", argument = "ID,...", value = "file", group = "Grading",
    help = "of a folder these lessons only; a file that is not there fails"},
  under("Grading", LESSONS),
  {name = "--kit", argument = "KIND", value = "choice",
    choices = {"gradescope", "classroom"}, group = "Grading",
    help = "make an autograder for the lessons of --expect: gradescope, classroom"},
  {name = "--sources", argument = "FOLDER", value = "file", group = "Grading",
    help = "where sluice was cloned, for --kit"},
  {name = "--format", argument = "KIND", value = "choice", default = "text",
    choices = {"text", "tap", "tap13", "junit", "gradescope", "classroom", "exercism",
      "check50", "json"}, group = "Showing",
    help = "text (default), tap, tap13, junit, gradescope, classroom, exercism, "
      .. "check50, json"},
  {name = "--json", group = "Showing", help = "the same as --format json"},
  {name = "--output", short = "-o", argument = "FILE", value = "file",
    group = "Showing", help = "write the result into FILE, whole or not at all"},
  {name = "--pictures", argument = "FOLDER", value = "file", group = "Showing",
    help = "SVG of the run beside one that passes, where a check fails"},
  under("Showing", COLOR),
  under("Showing", ASCII),
}

local LEARN = {
  under("Lessons", LESSONS),
  {name = "--folder", argument = "DIR", value = "file", group = "Lessons",
    help = "where your files are (./sluice-lessons, or the folder you are in)"},
  {name = "--seed", argument = "N", value = "integer", default = 1, group = "Quiz",
    help = "of the numbers that are drawn: each learner's own (1)"},
  {name = "--format", argument = "KIND", value = "choice", group = "Quiz",
    choices = {"text", "md", "html", "gift", "moodle"},
    help = "text (default), md, html, gift, moodle"},
  {name = "--output", short = "-o", argument = "FILE", value = "file", group = "Quiz",
    help = "a sheet with its key: .pdf .html .md .txt .gift .xml"},
  {name = "--ask", group = "Quiz",
    help = "one question after the other, here; nothing is counted"},
  under("Speaking", PLAIN),
  under("Speaking", COLOR),
  under("Speaking", ASCII),
}

---@class sluice.LearnAction
---@field name string
---@field arguments string
---@field most integer arguments
---@field help string
---@field module? string of cli.learn, if it is not called like the action

---What `sluice learn` does, by the word behind it; without a word: watch.
---@type sluice.LearnAction[]
M.learn_actions = {
  {name = "watch", arguments = "", most = 0,
    help = "the lesson where you stopped; the same without ACTION"},
  {name = "init", arguments = "[DIR]", most = 1, module = "hand_out",
    help = "put all exercises into a folder of your own; none is overwritten"},
  {name = "list", arguments = "", most = 0, help = "all lessons, and which are done"},
  {name = "next", arguments = "", most = 0, help = "the next lesson that can be done"},
  {name = "goto", arguments = "ID", most = 1, help = "a lesson of your own choice"},
  {name = "hint", arguments = "[ID]", most = 1, module = "told",
    help = "one more of three hints"},
  {name = "reset", arguments = "[ID]", most = 1, module = "told",
    help = "the program as it was handed out; yours is kept beside it"},
  {name = "solution", arguments = "[ID]", most = 1, module = "told",
    help = "a program that passes: when yours does, or after the third hint"},
  {name = "explain", arguments = "[ID]", most = 1, module = "told",
    help = "why it works, what Spark calls it: when yours passes"},
  {name = "verify", arguments = "[ID]...", most = 99,
    help = "prove that lessons hold together"},
  {name = "quiz", arguments = "[N]...", most = 99,
    help = "questions with numbers of your own, and their key"},
  {name = "myths", arguments = "[N]", most = 1,
    help = "ten things that many believe: vote, look, see what is so"},
  {name = "new", arguments = "ID-NAME", most = 1,
    help = "write a lesson that verifies, to be changed"},
  {name = "draw", arguments = "[ID]...", most = 99,
    help = "draw the pictures of their texts"},
}

---@param name string|nil
---@return sluice.LearnAction|nil
function M.learn_action(name)
  for _, action in ipairs(M.learn_actions) do
    if action.name == (name or "watch") then
      return action
    end
  end
  return nil
end

local HELP = {
  {name = "--format", argument = "KIND", value = "choice", default = "text",
    choices = {"text", "man", "bash", "zsh", "fish"}, group = "Text", hidden = true,
    help = "all commands as a man page or as a completion script"},
}

local REPL = {}
for _, name in ipairs({"--seed", "--feed", "--world", "--master", "--conf", "--workers",
  "--load", "--color", "--ascii"}) do
  for _, option in ipairs(RUN) do
    REPL[#REPL + 1] = option.name == name and option or nil
  end
end
REPL[#REPL + 1] = {name = "--echo", group = "Speaking",
  help = "input that is no terminal: print it, with the prompts"}

---@class sluice.Command
---@field name string
---@field arguments string as in a usage line
---@field summary string a few words, for the overview
---@field purpose string behind the usage line
---@field module string
---@field least integer of its arguments
---@field most integer
---@field program_arguments? boolean what stands behind "--" goes to the program
---@field hidden? boolean not in the overview
---@field about string a paragraph for the man page
---@field actions? sluice.LearnAction[] words that may stand first among the arguments
---@field options sluice.Option[]

---@type sluice.Command[]
M.commands = {
  {name = "run", arguments = "FILE", summary = "run a program", module = "cli.run",
    purpose = "run a program; print what Spark would print", least = 1, most = 1,
    program_arguments = true, options = RUN,
    about = "Runs the Lua program FILE; - is standard input. Standard output is what "
      .. "Spark would print and nothing else; everything that sluice says is on "
      .. "standard error. Under the simulated clock a run ends at --until or "
      .. "--batches, else when the sources are dry and each output has seen their "
      .. "last record."},
  {name = "view", arguments = "TRACE|FILE.lua NAME[:OPTIONS] [-o FILE]...",
    overview = "TRACE NAME", summary = "draw what happened", module = "cli.view",
    purpose = "draw what happened; FILE.lua is run first, with the options of run",
    least = 1, most = MOST_VIEWS + 1, program_arguments = true, options = VIEW,
    about = "Draws views of a trace that `sluice run --trace` has kept, or of a "
      .. "program, which is run first and prints nothing; it takes the options of run "
      .. "that say how long, with what input and on which cluster. A trace may be -, "
      .. "standard input. A NAME without -o is drawn as text on standard output. "
      .. "Pictures need Graphviz; a view that is text only has none."},
  {name = "sweep", arguments = "FILE [NAME=VALUE,VALUE...]...",
    overview = "FILE K=V…", summary = "several settings",
    purpose = "run a program with all combinations of settings", module = "cli.sweep",
    least = 1, most = MOST_AXES + 1, program_arguments = true, options = SWEEP,
    about = "Runs a program once for each combination of values, several at a time, "
      .. "and prints a table. NAME is batch (the interval of the context), block, "
      .. "cores, rate (of --feed and --topic), seed, or a setting. Keeps up says "
      .. "whether batches are done as fast as they come, and the load: processing time "
      .. "by batch interval. The program prints nothing; what goes wrong first is on "
      .. "standard error."},
  {name = "diff", arguments = "A B", summary = "two runs beside each other",
    purpose = "two traces or programs beside each other", module = "cli.diff",
    least = 2, most = 2, program_arguments = true, options = DIFF,
    about = "Compares two runs: settings, partitions, windows, delays, what each batch "
      .. "printed, and the first moment at which they differ. A and B are traces, or "
      .. "programs, FILE.lua, which are run first with the same options of run. Exit "
      .. "code: 0 if nothing that happened differs, 1 if something does, 2 if a run "
      .. "is not to be had."},
  {name = "learn", arguments = "[ACTION [ARGUMENT]...]", overview = "",
    summary = "lessons", purpose = "the course, in the terminal", module = "cli.learn",
    least = 0, most = 100, options = LEARN, actions = M.learn_actions,
    about = "Shows a lesson, takes a prediction, runs the program when its file is "
      .. "saved, and says which checks hold. Lessons are also made here; see "
      .. "docs/authoring.md."},
  {name = "check", arguments = "FILE|FOLDER", summary = "grade an exercise",
    purpose = "grade a program by the checks of its lesson", module = "cli.check",
    least = 0, most = 1, options = CHECK,
    about = "Runs the program FILE of a lesson, in the world of the lesson and in "
      .. "others, each time in a process of its own with limits, and says which checks "
      .. "hold. Of a FOLDER it takes all files that are called like a lesson. Exit "
      .. "code: 0 if all checks hold, 1 if not."},
  {name = "repl", arguments = "", summary = "try things: the REPL", module = "cli.repl",
    purpose = "try things, line by line", least = 0, most = 0, options = REPL,
    about = "Reads lines of Lua and dot commands. Statements describe streams; dot "
      .. "commands feed records, move the clock in both directions and draw. `sluice` "
      .. "alone is the same."},
  {name = "lint", arguments = "FILE [-- ARG...]", overview = "FILE",
    summary = "advice, without a run", module = "cli.lint", least = 1, most = 1,
    purpose = "say what is certain of a program without a run",
    program_arguments = true, options = LINT,
    about = "Reads the Lua program FILE up to its first start, as a driver does, and "
      .. "says what is certain without data: errors that a start would raise, and what "
      .. "Spark would do otherwise than the lines say. No batch runs. The exit code is "
      .. "1 if there is an error. `sluice run --explain` says more, of a run."},
  {name = "explain", arguments = "[NAME]", overview = "NAME",
    summary = "one message, in full", module = "cli.explain",
    purpose = "one message in full; without NAME, all", least = 0, most = 1,
    options = {},
    about = "Prints what a message means, why it comes, a small program that causes "
      .. "it, and what cures it. NAME is the word in brackets behind the message."},
  {name = "enclosed", arguments = "", summary = "", module = "cli.enclosed",
    purpose = "run one program of a lesson, for sluice itself", least = 0, most = 0,
    options = {}, hidden = true, about = ""},
  {name = "help", arguments = "[COMMAND|conf|views]", overview = "COMMAND",
    summary = "all options of a command", module = "cli.help", least = 0, most = 1,
    purpose = "print a help text", options = HELP,
    about = "Prints the options of a command, the settings (conf) or the views."},
}

---@param name string
---@return sluice.Command|nil
function M.command(name)
  for _, command in ipairs(M.commands) do
    if command.name == name then
      return command
    end
  end
  return nil
end

---The commands that are for people, in their order.
---@return sluice.Command[]
function M.shown_commands()
  local shown = {}
  for _, command in ipairs(M.commands) do
    shown[#shown + 1] = not command.hidden and command or nil
  end
  return shown
end

---Their names.
---@return string[]
function M.command_names()
  local names = {}
  for i, command in ipairs(M.shown_commands()) do
    names[i] = command.name
  end
  return names
end

---Whether a help text shows any option of a command.
---@param command sluice.Command
---@return boolean
function M.has_options(command)
  for _, option in ipairs(command.options) do
    if not option.hidden then
      return true
    end
  end
  return false
end

---The option of a command by its long or short name.
---@param command sluice.Command
---@param name string
---@return sluice.Option|nil
function M.option(command, name)
  for _, option in ipairs(command.options) do
    if option.name == name or option.short == name then
      return option
    end
  end
  return nil
end

return M
