-- cli.repl.help: what .help and ?name print. What is said of the API is made from its
-- annotations (`make docs` writes docs/api/help.lua).
-- SPDX-License-Identifier: MIT
local api = require("docs.api.help")
local text = require("cli.text")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local COLUMN <const> = 12
local WIDTH <const> = 78

local function overview(commands)
  local lines = {"A line is Lua, ?NAME, or one of these; .help NAME says more."}
  for _, command in ipairs(commands.list) do
    lines[#lines + 1] = "  " .. text.pad("." .. command.name, COLUMN)
      .. command.about:match("^[^.;:]*")
  end
  return table.concat(lines, "\n") .. "\n"
end

local function page(command)
  return (".%s %s\n  %s\n  for example:  %s\n"):format(command.name, command.arguments,
    command.about, command.example):gsub(" \n", "\n", 1)
end

---All names that ? knows.
---@return string[]
function M.names()
  local names, seen = {}, {}
  for _, entry in ipairs(api) do
    if not seen[entry.name] then
      seen[entry.name] = true
      names[#names + 1] = entry.name
    end
  end
  return names
end

-- The entries of a name, "map" or "DStream:map".
local function entries(name)
  local owner, own = name:match("^(.-)[.:](.+)$")
  local found = {}
  for _, entry in ipairs(api) do
    if entry.name == (own or name) and (not own or entry.owner == owner) then
      found[#found + 1] = entry
    end
  end
  return found
end

---A name with its arguments, as the list of a completion shows it.
---@param name string
---@return string
function M.short(name)
  local entry = entries(name)[1]
  return entry and name .. entry.arguments or name
end

-- An entry with its text and its example.
local function entry_text(entry)
  local title = (entry.owner ~= "" and entry.owner .. entry.sign or "") .. entry.name
  local lines = {title .. entry.arguments .. entry.returns}
  for _, line in ipairs(text.wrap(entry.text, WIDTH - 2)) do
    lines[#lines + 1] = "  " .. line
  end
  for line in entry.example:gsub("%s*%-%->%s*$", ""):gmatch("[^\n]+") do
    lines[#lines + 1] = "    " .. line
  end
  return table.concat(lines, "\n") .. "\n"
end

-- What is known of a name of the API; the classes in which it stands, too.
local function api_page(name)
  local found, others = entries(name), {}
  if #found == 0 then
    return nil
  end
  for i = 2, #found do
    others[#others + 1] = "?" .. found[i].owner .. found[i].sign .. found[i].name
  end
  return entry_text(found[1])
    .. (#others > 0 and "  also: " .. table.concat(others, ", ") .. "\n" or "")
end

---@param repl sluice.Repl
---@param rest string
function M.run(repl, rest)
  local commands = require("cli.repl.commands")
  local name = rest:match("^%.?(%S+)$")
  local command = name and commands.find(name)
  if rest == "" then
    repl:write(overview(commands))
  elseif command then
    repl:write((page(command)))
  else
    local known = api_page(rest)
    if not known then
      local near = words.nearest(rest, M.names())
      usage.fail(("nothing is called %s%s"):format(words.name(rest),
        usage.did_you_mean(near)), near and "?" .. near or ".help")
    end
    repl:write(known)
  end
end

return M
