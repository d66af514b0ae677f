-- cli.repl.completion: what can follow what was typed: dot commands and their words,
-- names and methods, settings.
-- SPDX-License-Identifier: MIT
local settings = require("sluice.settings")

local M = {}

local MOST_SHOWN <const> = 40
local WIDTH <const> = 78

-- What all candidates begin with.
local function common(candidates)
  local first = candidates[1]
  local size = #first
  for _, other in ipairs(candidates) do
    while other:sub(1, size) ~= first:sub(1, size) do
      size = size - 1
    end
  end
  return first:sub(1, size)
end

local function starting_with(list, prefix)
  local found = {}
  for _, item in ipairs(list) do
    if item:sub(1, #prefix) == prefix then
      found[#found + 1] = item
    end
  end
  table.sort(found)
  return found
end

-- In columns of the same width.
local function columns(texts)
  local widest = 0
  for _, text in ipairs(texts) do
    widest = math.max(widest, (utf8.len(text) or #text) + 3)
  end
  local per_line = math.max(1, WIDTH // widest)
  local lines, line = {}, {}
  for i, text in ipairs(texts) do
    line[#line + 1] = text .. (" "):rep(widest - (utf8.len(text) or #text))
    if #line == per_line or i == #texts then
      lines[#lines + 1] = (table.concat(line):gsub("%s+$", ""))
      line = {}
    end
  end
  return table.concat(lines, "\n")
end

local function dot_commands(text)
  local names = {}
  for i, command in ipairs(require("cli.repl.commands").list) do
    names[i] = "." .. command.name
  end
  return names, text
end

-- Names of settings, inside of quotes.
local function setting_names(text)
  local prefix = text:match("[\"']([%a][%w.]*)$")
  if not prefix or not prefix:find("^s[pl]") then
    return nil
  end
  local names = {}
  for i, setting in ipairs(settings.all()) do
    names[i] = setting.name
  end
  return names, prefix
end

-- Names that the session knows: globals, or what follows a value and a dot or colon.
local function lua_names(text, session)
  local path, prefix = text:match("([%w_][%w_.:]*[.:])([%w_]*)$")
  if not path then
    path, prefix = "", text:match("([%a_][%w_]*)$") or ""
  end
  local names = {}
  local known = session:is_dead() and "" or session:call("names", path)
  for name in known:gmatch("%S+") do
    names[#names + 1] = name
  end
  return names, prefix
end

---What to insert behind a text, and what to show: one of both, or neither.
---@param text string what stands before the cursor
---@param session sluice.ReplSession
---@return string|nil insert
---@return string|nil show
function M.complete(text, session)
  local names, prefix
  if text:find("^%s*%.%a*$") then
    names, prefix = dot_commands(text:match("%.%a*$"))
  elseif text:find("^%s*%?") then
    names, prefix = require("cli.repl.help").names(), text:match("%?%s*([%w_.:]*)$")
  else
    names, prefix = setting_names(text)
    if not names then
      names, prefix = lua_names(text, session)
    end
  end
  local found = prefix and starting_with(names, prefix) or {}
  if #found == 0 then
    return nil
  end
  local longest = common(found)
  if #longest > #prefix or #found == 1 then
    return longest:sub(#prefix + 1)
  end
  local shown = {}
  for i = 1, math.min(#found, MOST_SHOWN) do
    shown[i] = require("cli.repl.help").short(found[i])
  end
  if #found > MOST_SHOWN then
    shown[#shown + 1] = ("… %d more"):format(#found - MOST_SHOWN)
  end
  return nil, columns(shown)
end

return M
