-- cli.help: the help texts, made from cli.options.
-- SPDX-License-Identifier: MIT
local options = require("cli.options")
local settings = require("sluice.settings")
local text = require("cli.text")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

-- Columns of a help text, counted from 0.
local OPTION_COLUMN = 10
local HELP_COLUMN = 33
local SECOND_COLUMN = 60
local SECOND_HELP_COLUMN = 75
local WIDEST_LINE = 125

local SETTING_WIDTH = 57

local OVERVIEW_COLUMN = 26
local OVERVIEW_SECOND = 54
local OVERVIEW_WIDTH = 24

local function shown_name(option)
  local name = option.name
  if option.short then
    name = option.name == "--output" and option.short or option.short .. ", " .. name
  end
  local argument = option.argument and " " .. option.argument or ""
  return name .. argument .. (option.suffix or "")
end

-- One option as one line, or two if its name leaves no room for the help.
local function option_lines(option)
  local name = shown_name(option)
  local room = HELP_COLUMN - OPTION_COLUMN
  if utf8.len(name) < room then
    return {text.pad(name, room) .. option.help}
  elseif OPTION_COLUMN + #name + 4 + #option.help <= WIDEST_LINE then
    return {name .. "    " .. option.help}
  end
  return {name, (" "):rep(room) .. option.help}
end

local function add_beside(lines, option)
  local name = text.pad(shown_name(option), SECOND_HELP_COLUMN - SECOND_COLUMN)
  lines[#lines] = text.pad(lines[#lines], SECOND_COLUMN) .. name .. option.help
end

local function add_actions(lines, command)
  for i, action in ipairs(command.actions or {}) do
    local name = action.name .. (action.arguments ~= "" and " " or "")
      .. action.arguments
    lines[#lines + 1] = text.pad(i == 1 and "Actions" or "", OPTION_COLUMN)
      .. text.pad(name, HELP_COLUMN - OPTION_COLUMN) .. action.help
  end
end

---The help text of one command.
---@param command sluice.Command
---@return string
function M.command(command)
  local used = options.has_options(command) and "[OPTION]... " or ""
  local line = "Usage: sluice " .. command.name .. " " .. used .. command.arguments
    .. (command.program_arguments and " [-- ARG...]" or "")
  local lines = {line .. "     " .. command.purpose}
  add_actions(lines, command)
  local group
  for _, option in ipairs(command.options) do
    if option.beside then
      add_beside(lines, option)
    elseif not option.hidden then
      for _, option_line in ipairs(option_lines(option)) do
        local heading = option.group ~= group and option.group or ""
        lines[#lines + 1] = text.pad(heading, OPTION_COLUMN) .. option_line
        group = option.group
      end
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

---The overview: what sluice is, and its commands, two on a line.
---@return string
function M.overview()
  local lines = {options.summary}
  for i, command in ipairs(options.shown_commands()) do
    local left = text.pad("sluice " .. command.name .. " "
      .. (command.overview or command.arguments), OVERVIEW_WIDTH) .. command.summary
    if i % 2 == 1 then
      lines[#lines + 1] = "  " .. left
    else
      lines[#lines] = text.pad(lines[#lines], OVERVIEW_SECOND) .. left
    end
  end
  lines[#lines + 1] = "More: sluice help COMMAND, sluice help conf (settings), "
    .. "sluice help views, man sluice"
  return table.concat(lines, "\n") .. "\n"
end

local function setting_line(setting)
  local default = setting.default ~= "" and setting.default or "none"
  local name = setting.acts and setting.name or setting.name:match("streaming%.(.*)$")
  return "  " .. text.pad(name, SETTING_WIDTH) .. text.pad(default, 9)
    .. setting.meaning
end

---All settings, those that change a run first.
---@return string
function M.settings()
  local acting, taken = {}, {}
  for _, setting in ipairs(settings.all()) do
    local list = setting.acts and acting or taken
    list[#list + 1] = setting_line(setting)
  end
  return "Settings, their defaults and what they mean; --conf NAME=VALUE, or "
    .. "conf:set(NAME, VALUE) in the program.\n"
    .. table.concat(acting, "\n")
    .. "\nSettings that are taken and change nothing here; each begins with "
    .. "spark.streaming.\n"
    .. table.concat(taken, "\n")
    .. "\nOther settings of Spark are taken without a word.\n"
end

local function views()
  local lines = {"Views of a trace: sluice view TRACE NAME, or sluice run --view NAME"}
  for _, view in ipairs(require("viz").views()) do
    lines[#lines + 1] = "  " .. text.pad(view.name, OVERVIEW_COLUMN - 2) .. view.about
  end
  lines[#lines + 1] = "One of your own: --load FILE.lua; see docs/views.md"
  return table.concat(lines, "\n") .. "\n"
end

---The text that `sluice help TOPIC` prints; raises a usage error for an unknown topic.
---@param topic string|nil
---@return string
function M.topic(topic)
  if not topic then
    return M.overview()
  elseif topic == "conf" then
    return M.settings()
  elseif topic == "views" then
    return views()
  end
  local command = options.command(topic)
  if not command then
    local known = options.command_names()
    table.move({"conf", "views"}, 1, 2, #known + 1, known)
    usage.fail(("no command %s%s"):format(words.name(topic),
      usage.did_you_mean((words.nearest(topic, known)))))
  end
  return M.command(command)
end

---@param arguments sluice.Arguments
---@return integer exit code
function M.main(arguments)
  local format = arguments.options.format
  if format == "text" then
    io.stdout:write(M.topic(arguments.words[1]))
  else
    io.stdout:write(require("cli.manual")[format]())
  end
  return 0
end

return M
