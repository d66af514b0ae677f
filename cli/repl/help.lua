-- cli.repl.help: what .help and ?name print.
-- SPDX-License-Identifier: MIT
local text = require("cli.text")
local usage = require("cli.usage")
local words = require("sluice.words")

local M = {}

local COLUMN <const> = 12

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
    usage.fail("nothing is called " .. words.name(rest), ".help")
  end
end

return M
