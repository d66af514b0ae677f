-- cli.world: reads a world file: what is outside of a program, and what happens there.
-- docs/world.md explains the form. The words that the engine knows come from it.
-- SPDX-License-Identifier: MIT
local check = require("cli.world.check")
local host = require("cli.host")
local line_of = require("cli.world.line")
local text_of = require("cli.world.text")
local usage = require("cli.usage")
local words = require("sluice.words")
local wrong = require("cli.world.wrong")

local M = {}

local MOST_LINES <const> = 100000

---Reads the text of a world; raises a diagnostic at the first line that is wrong.
---@param text string
---@param file string how errors call it
---@return sluice.WorldLine[]
function M.parse(text, file)
  local lines, at = {}, {file = file, number = 0}
  for raw in (text .. "\n"):gmatch("(.-)\r?\n") do
    at.number = at.number + 1
    local bare = text_of.without_comment(raw)
    local line = bare:match("^%s*(.-)%s*$")
    at.comment = #bare < #raw and raw:sub(#bare + 1) or nil
    if at.number > MOST_LINES then
      wrong.fail(at, ("a world has at most %s lines"):format(words.number(MOST_LINES)))
    elseif line:find("%z") then
      wrong.fail(at, "the line holds a byte 0")
    elseif line ~= "" then
      lines[#lines + 1] = line_of.read(at, line)
    end
  end
  check.driver(lines, function(number, message, try)
    wrong.fail({file = file, number = number}, message, try)
  end)
  return lines
end

-- The text of a file whose lines become records.
local function read_lines(file)
  local text, message = host.read_file(file)
  if not text then
    error({level = "error", name = "file-missing", message = message, exit = 2}, 0)
  elseif text:find("%z") then
    usage.fail(("%s holds a byte 0; it is no file of lines"):format(words.quote(file)))
  end
  return text
end

---Finds the files that lines name, and reads those that records come from.
---@param lines sluice.WorldLine[]
---@param folder string in which they are, with a / at its end, or ""
---@return sluice.WorldLine[] the same
function M.resolve(lines, folder)
  for _, line in ipairs(lines) do
    if line.source and not line.source:find("^/") then
      line.source = folder .. line.source
    end
    if line.source and line.kind == "records" then
      line.lines = read_lines(line.source)
    end
  end
  return lines
end

---The files that appear, one by one; times are in us from the beginning.
---@param lines sluice.WorldLine[]
---@return table[] folder, name, file or text, at
function M.files(lines)
  local files = {}
  for _, line in ipairs(lines) do
    local number = 0
    for at = line.from, line.kind == "file" and (line.to or line.from) or -1,
      line.every or 1 do
      number = number + 1
      files[#files + 1] = {folder = line.place, file = line.source, at = at,
        name = line.name:gsub("{n}", number),
        text = line.text and line.text:gsub("{n}", number) or nil}
    end
  end
  return files
end

---The lines that options for topics stand for.
---@param topics table[] see cli.values.topic
---@return sluice.WorldLine[]
function M.topics(topics)
  local lines = {}
  for _, topic in ipairs(topics) do
    local text = read_lines(topic.file)
    local place = "kafka:" .. topic.topic
    lines[#lines + 1] = {line = 0, kind = "partitions", place = place, from = 0,
      numbers = {topic.partitions or 1}}
    lines[#lines + 1] = {line = 0, kind = "records", place = place, from = 0,
      to = math.maxinteger, lines = text, loop = topic.loop,
      arrivals = {rate = topic.rate or 5, process = topic.process or "constant",
        seed = topic.seed}}
  end
  return lines
end

---Reads a world file.
---@param path string
---@return sluice.WorldLine[]
function M.read(path)
  local text, message = host.read_file(path)
  if not text then
    error({level = "error", name = "file-missing", message = message, exit = 2}, 0)
  end
  return M.resolve(M.parse(text, path), path:match("^(.*/)[^/]*$") or "")
end

return M
