-- sluice.catalog: every name that a diagnostic can have, and what it means.
-- The names are part of the interface; `sluice explain NAME` prints an entry.
-- SPDX-License-Identifier: MIT
local errors = require("sluice.catalog.errors")
local hints = require("sluice.catalog.hints")
local inputs = require("sluice.catalog.inputs")
local kafka = require("sluice.catalog.kafka")
local programs = require("sluice.catalog.programs")

local M = {}

---@class sluice.CatalogEntry
---@field name string
---@field level "error"|"warning"|"note"
---@field meaning string one sentence
---@field why string a paragraph; its line breaks mean nothing
---@field arguments? string of `sluice run`, before the program's name
---@field program? string causes it
---@field command? string causes it, where no program does
---@field cure? table[] {line, text}: the line becomes the text; "" takes it away
---@field cure_arguments? string the command line that cures it
---@field advice? string what cures it, if no line does
---@field manual? boolean it needs real time or another program

-- The programs run in a folder with this file.
M.input_file = "words.txt"
M.input = [[
the river runs
the river rises
the gate opens
the water runs
the gate closes
the water waits
the river rises
the gate opens
the river runs
]]

local PROGRAM = "program.lua"
local WIDTH = 80

---@type sluice.CatalogEntry[]
M.entries = {}
for _, list in ipairs({errors, programs, inputs.errors, kafka}) do
  for _, entry in ipairs(list) do
    entry.level = "error"
    M.entries[#M.entries + 1] = entry
  end
end
for _, list in ipairs({inputs.hints, hints}) do
  table.move(list, 1, #list, #M.entries + 1, M.entries)
end

---@param name string
---@return sluice.CatalogEntry|nil
function M.find(name)
  for _, entry in ipairs(M.entries) do
    if entry.name == name then
      return entry
    end
  end
  return nil
end

---All names, errors first.
---@return string[]
function M.names()
  local names = {}
  for i, entry in ipairs(M.entries) do
    names[i] = entry.name
  end
  return names
end

---The program of an entry with its cure in place.
---@param entry sluice.CatalogEntry
---@return string
function M.cured(entry)
  local changed = {}
  for _, change in ipairs(entry.cure or {}) do
    changed[change[1]] = change[2]
  end
  local lines, number = {}, 0
  for line in entry.program:gmatch("([^\n]*)\n") do
    number = number + 1
    local text = changed[number] or line
    if changed[number] ~= "" then
      lines[#lines + 1] = text
    end
  end
  return table.concat(lines, "\n") .. "\n"
end

local function paragraph(text)
  local lines, line = {}, ""
  for word in text:gmatch("%S+") do
    if line ~= "" and #line + 1 + #word > WIDTH then
      lines[#lines + 1] = line
      line = word
    else
      line = line == "" and word or line .. " " .. word
    end
  end
  lines[#lines + 1] = line
  return table.concat(lines, "\n")
end

local function numbered(text, from)
  local lines = {}
  for line in (text .. "\n"):gmatch("([^\n]*)\n") do
    lines[#lines + 1] = ("  %2d | %s"):format(from + #lines, line)
  end
  return table.concat(lines, "\n")
end

local function command(arguments)
  return "sluice run " .. arguments .. " " .. PROGRAM
end

-- What causes it: a program and how to run it, or a command.
local function cause_text(entry)
  if entry.command then
    return "This causes it:\n  " .. entry.command
  end
  return table.concat({PROGRAM .. " causes it:",
    "  " .. command(entry.arguments),
    numbered(entry.program:gsub("\n$", ""), 1)}, "\n")
end

local function change_text(change)
  if change[2] == "" then
    return ("  line %d goes"):format(change[1])
  end
  return ("  line %d becomes\n%s"):format(change[1], numbered(change[2], change[1]))
end

local function cure_text(entry)
  local parts = {}
  for _, change in ipairs(entry.cure or {}) do
    parts[#parts + 1] = change_text(change)
  end
  if entry.cure_arguments then
    parts[#parts + 1] = "  " .. command(entry.cure_arguments)
  end
  parts[#parts + 1] = entry.advice and "  " .. entry.advice
  return table.concat(parts, "\n")
end

---What `sluice explain NAME` prints; nil if there is no such name.
---@param name string
---@return string|nil
function M.text(name)
  local entry = M.find(name)
  if not entry then
    return nil
  end
  return table.concat({
    entry.name .. " (" .. entry.level .. ")", entry.meaning, "",
    paragraph(entry.why), "",
    cause_text(entry), "",
    "What cures it:", cure_text(entry), "",
  }, "\n")
end

---All names with their meanings, as `sluice explain` prints them.
---@return string
function M.overview()
  local lines, level = {}, nil
  for _, entry in ipairs(M.entries) do
    if entry.level ~= level then
      level = entry.level
      lines[#lines + 1] = level:gsub("^%l", string.upper) .. "s"
    end
    lines[#lines + 1] = ("  %-18s %s"):format(entry.name, entry.meaning)
  end
  lines[#lines + 1] = "More: sluice explain NAME"
  return table.concat(lines, "\n") .. "\n"
end

return M
