-- cli.arguments: a command line becomes a table, after the table of cli.options.
-- SPDX-License-Identifier: MIT
local options = require("cli.options")
local usage = require("cli.usage")
local values = require("cli.values")
local words = require("sluice.words")

local M = {}

---@class sluice.Arguments
---@field command sluice.Command|nil nil: no command was given
---@field help? boolean --help was among the options
---@field version? boolean
---@field options table<string, any> by long name without dashes; a list if many
---@field words string[] what is no option
---@field by_word table<integer, table<string, any>> options that belong to one of these
---@field program string[] what stands behind "--"
---@field given string[] the whole command line

local function unknown_option(command, name)
  local known = {"--help"}
  for _, option in ipairs(command.options) do
    known[#known + 1] = option.name
  end
  usage.fail(("no option %s%s"):format(words.name(name),
    usage.did_you_mean((words.nearest(name, known)))))
end

-- What an option says about an argument, by the number of that.
local function keep_for_word(result, option, key, value)
  local at = math.max(#result.words, option.of_word)
  local said = result.by_word[at] or {}
  result.by_word[at] = said
  if said[key] then
    usage.fail(("%s twice for one NAME: %s and %s"):format(option.short or option.name,
      words.quote(said[key]), words.quote(value)))
  end
  said[key] = value
end

-- Adds what one option says to the result.
local function keep(result, option, value)
  local key = option.name:sub(3)
  if option.of_word then
    keep_for_word(result, option, key, value)
  elseif option.belongs then
    local owners = result.options[option.belongs:sub(3)]
    local owner = owners and owners[#owners]
    if not owner or owner[key] then
      usage.fail(("%s FILE belongs to the %s before it, and there is none"):format(
        option.short, option.belongs), "--view timeline -o timeline.svg")
    end
    owner[key] = value
  elseif option.many then
    result.options[key] = result.options[key] or {}
    table.insert(result.options[key], value)
  else
    result.options[key] = value
  end
end

-- The name of an option and the value written onto it: --name=value, -oFILE.
local function split_option(text)
  if text:find("^%-%-") then
    local name, value = text:match("^(%-%-[^=]*)=(.*)$")
    return name or text, value
  end
  local value = text:sub(3)
  return text:sub(1, 2), value ~= "" and value or nil
end

local function read_value(option, text, name)
  if not text then
    usage.fail(("%s wants a value: %s"):format(name, option.argument), option.help)
  end
  return values[option.value](text, name, option)
end

-- Reads the option at index i; returns the index of its last argument.
local function read_option(result, args, i)
  local name, value = split_option(args[i])
  local option = options.option(result.command, name)
  if name == "--help" or name == "-h" then
    result.help = true
  elseif not option or not option.argument and value and name == option.short then
    unknown_option(result.command, args[i]:match("^[^=]*"))
  elseif option.argument then
    local taken = value and i or i + 1
    keep(result, option, read_value(option, value or args[i + 1], name))
    return taken
  elseif value then
    usage.fail(("%s takes no value, got %s"):format(name, words.quote(value)))
  else
    keep(result, option, true)
  end
  return i
end

local function check_count(result)
  local command, count = result.command, #result.words
  if result.help then
    return
  elseif count < command.least then
    usage.fail(("%s wants %s"):format(command.name, command.arguments))
  elseif count > command.most then
    local extra = words.quote(result.words[command.most + 1])
    usage.fail(("%s takes %s; %s is too many"):format(command.name, command.arguments,
      extra), command.program_arguments and "arguments of the program stand behind --")
  end
end

local function set_defaults(result)
  for _, option in ipairs(result.command.options) do
    local key = option.name:sub(3)
    if option.default ~= nil and result.options[key] == nil then
      result.options[key] = option.default
    end
  end
end

local function read_rest(result, args)
  local i = 2
  while i <= #args do
    if args[i] == "--" then
      local behind = table.move(args, i + 1, #args, 1, {})
      local to = result.command.program_arguments and result.program or result.words
      table.move(behind, 1, #behind, #to + 1, to)
      break
    elseif args[i]:find("^%-.") then
      i = read_option(result, args, i)
    else
      table.insert(result.words, args[i])
    end
    i = i + 1
  end
end

---Reads a command line; raises a usage error, a diagnostic, if it is wrong.
---@param args string[] without the program's name
---@return sluice.Arguments
function M.parse(args)
  local result = {options = {}, words = {}, by_word = {}, program = {},
    given = args}
  local first = args[1]
  if first == "--help" or first == "-h" then
    return result
  elseif first == "--version" or first == "-V" then
    result.version = true
    return result
  elseif first and first:find("^%-.") then
    usage.fail(("no option %s before a command"):format(words.name(first)),
      "sluice run FILE " .. first)
  end
  result.command = options.command(first or "repl")
  if not result.command then
    usage.fail(("no command %s%s"):format(words.name(first),
      usage.did_you_mean((words.nearest(first, options.command_names())))))
  end
  read_rest(result, args)
  check_count(result)
  set_defaults(result)
  return result
end

return M
