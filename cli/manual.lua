-- cli.manual: the man page and the shell completions, made from cli.options.
-- `sluice help --format man` prints one; it is there for those who install sluice.
-- SPDX-License-Identifier: MIT
local options = require("cli.options")

local M = {}

-- Text that troff prints as it stands.
local function troff(text)
  text = text:gsub("\\", "\\e"):gsub("%-", "\\-"):gsub("…", "..."):gsub("`", "")
  return (text:gsub("^[.']", "\\&%0"))
end

local function add(lines, ...)
  for _, line in ipairs({...}) do
    lines[#lines + 1] = line
  end
end

local function synopsis(command)
  local used = options.has_options(command) and " [OPTION]..." or ""
  local rest = command.program_arguments and " [-- ARG...]" or ""
  return troff("sluice " .. command.name .. used .. " " .. command.arguments .. rest)
end

local function names_of(option)
  local argument = option.argument and " \\fI" .. troff(option.argument) .. "\\fR" or ""
  local names = option.short and "\\fB" .. troff(option.short) .. "\\fR, " or ""
  return names .. "\\fB" .. troff(option.name) .. "\\fR" .. argument
end

local function add_command(lines, command)
  add(lines, ".SS " .. synopsis(command), troff(command.about))
  for _, action in ipairs(command.actions or {}) do
    local arguments = action.arguments ~= "" and " \\fI" .. troff(action.arguments)
      .. "\\fR" or ""
    add(lines, ".TP", "\\fB" .. troff(action.name) .. "\\fR" .. arguments,
      troff(action.help))
  end
  for _, option in ipairs(command.options) do
    add(lines, ".TP", names_of(option), troff(option.help))
  end
end

---The man page, in troff.
---@return string
function M.man()
  local lines = {
    ".\\\" Made by sluice help --format man.",
    (".TH SLUICE 1 \"\" \"sluice %s\" \"User Commands\""):format(options.version),
    ".SH NAME", "sluice \\- Spark Streaming on a simulated cluster and clock",
    ".SH SYNOPSIS",
  }
  for _, command in ipairs(options.shown_commands()) do
    add(lines, synopsis(command), ".br")
  end
  add(lines, ".SH DESCRIPTION", troff(options.summary), ".SH COMMANDS")
  for _, command in ipairs(options.shown_commands()) do
    add_command(lines, command)
  end
  add(lines, ".SH EXIT STATUS",
    ".TP", "0", "Done, warnings included.",
    ".TP", "1", "The program failed: an error was raised, or a batch failed.",
    ".TP", "2", "The command line is wrong, or nothing feeds a port.",
    ".TP", "130", "Stopped by Ctrl\\-C.",
    ".TP", "141", "Standard output was closed.",
    ".SH ENVIRONMENT", ".TP", "NO_COLOR", "If it is set, nothing is coloured.",
    ".SH SEE ALSO", "sluice help conf lists the settings, sluice help views the views,",
    "sluice explain the messages.")
  return table.concat(lines, "\n") .. "\n"
end

local function action_names(command)
  local names = {}
  for i, action in ipairs(command.actions or {}) do
    names[i] = action.name
  end
  return names
end

local function option_words(command)
  local found = action_names(command)
  found[#found + 1] = "--help"
  for _, option in ipairs(command.options) do
    found[#found + 1] = option.name
    found[#found + 1] = option.short
  end
  return table.concat(found, " ")
end

-- What options of a command take, where that is a word of a list.
local function add_choices(lines, command)
  for _, option in ipairs(command.options) do
    if option.choices then
      add(lines, ("    '%s %s') words='%s' ;;"):format(command.name, option.name,
        table.concat(option.choices, " ")))
    end
  end
end

---@return string a completion script for bash
function M.bash()
  local lines = {
    "# Completion of sluice for bash; made by: sluice help --format bash",
    "_sluice() {",
    "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words=",
    "  case \"${COMP_WORDS[1]} $before\" in",
  }
  for _, command in ipairs(options.shown_commands()) do
    add_choices(lines, command)
  end
  add(lines, "  esac", "  if [ -z \"$words\" ]; then", "    case ${COMP_WORDS[1]} in")
  for _, command in ipairs(options.shown_commands()) do
    add(lines, ("      %s) words='%s' ;;"):format(command.name, option_words(command)))
  end
  add(lines, "    esac", "  fi",
    ("  [ \"$COMP_CWORD\" -eq 1 ] && words='%s'"):format(
      table.concat(options.command_names(), " ")),
    "  mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")",
    "}", "complete -o default -F _sluice sluice")
  return table.concat(lines, "\n") .. "\n"
end

local function zsh_option(option)
  local help = option.help:gsub("[%[%]:']", "")
  local value = ""
  if option.choices then
    value = ":" .. option.argument .. ":(" .. table.concat(option.choices, " ") .. ")"
  elseif option.argument then
    value = ":" .. option.argument:match("^%w+") .. ":_files"
  end
  return ("'%s%s[%s]%s'"):format(option.many and "*" or "", option.name, help, value)
end

---@return string a completion script for zsh
function M.zsh()
  local lines = {"#compdef sluice", "# Made by: sluice help --format zsh",
    "if (( CURRENT == 2 )); then",
    "  compadd " .. table.concat(options.command_names(), " "), "  return", "fi",
    "shift words", "(( CURRENT-- ))", "case $words[1] in"}
  for _, command in ipairs(options.shown_commands()) do
    local found = {"'--help[print the options]'"}
    for _, option in ipairs(command.options) do
      found[#found + 1] = zsh_option(option)
    end
    local actions = table.concat(action_names(command), " ")
    add(lines, ("  %s) _arguments %s %s'*:file:_files' ;;"):format(command.name,
      table.concat(found, " "), actions ~= "" and "'1:action:(" .. actions .. ")' "
        or ""))
  end
  add(lines, "esac")
  return table.concat(lines, "\n") .. "\n"
end

local function fish_option(command, option)
  local parts = {("complete -c sluice -n '__fish_seen_subcommand_from %s'"):format(
    command.name), "-l " .. option.name:sub(3)}
  if option.short then
    parts[#parts + 1] = "-s " .. option.short:sub(2)
  end
  if option.choices then
    parts[#parts + 1] = "-x -a '" .. table.concat(option.choices, " ") .. "'"
  elseif option.argument then
    parts[#parts + 1] = "-r"
  end
  parts[#parts + 1] = "-d '" .. option.help:gsub("'", "") .. "'"
  return table.concat(parts, " ")
end

---@return string a completion script for fish
function M.fish()
  local lines = {"# Completion of sluice for fish; made by: sluice help --format fish"}
  for _, command in ipairs(options.shown_commands()) do
    add(lines, ("complete -c sluice -n __fish_use_subcommand -f -a %s -d '%s'"):format(
      command.name, command.summary))
    for _, action in ipairs(command.actions or {}) do
      add(lines, ("complete -c sluice -n '__fish_seen_subcommand_from %s' -f -a %s "
        .. "-d '%s'"):format(command.name, action.name, action.help:gsub("'", "")))
    end
    for _, option in ipairs(command.options) do
      add(lines, fish_option(command, option))
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

return M
