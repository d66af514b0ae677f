-- viz.player.code: the program as lines of HTML, its words told apart.
-- SPDX-License-Identifier: MIT
local tokens = require("sluice.tokens")

local M = {}

local ENTITIES <const> = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;",
  ["\""] = "&quot;"}
local ELEMENTS <const> = {keyword = "b", string = "i", number = "u"}

---Text as HTML.
---@param text string
---@return string
function M.escape(text)
  if not utf8.len(text) then
    text = text:gsub("[\128-\255]", "?")
  end
  return (text:gsub("[&<>\"]", ENTITIES))
end

-- The lines of a text, without their ends.
local function lines_of(text)
  local lines = {}
  for line in text:gsub("\n$", ""):gmatch("([^\n]*)\n?") do
    lines[#lines + 1] = line:gsub("\r$", "")
  end
  if lines[#lines] == "" then
    lines[#lines] = nil
  end
  return lines
end

-- What of each line is a keyword, a string or a number: {line = {{from, to, element}}}.
local function marks_of(text)
  local marks = {}
  local function mark(line, from, to, element)
    marks[line] = marks[line] or {}
    table.insert(marks[line], {from, to, element})
  end
  for _, token in ipairs(tokens.read(text)) do
    local element = ELEMENTS[token.kind]
    if element and token.line == token.last_line then
      mark(token.line, token.column, token.last_column, element)
    elseif element then
      mark(token.line, token.column, math.huge, element)
      for line = token.line + 1, token.last_line - 1 do
        mark(line, 1, math.huge, element)
      end
      mark(token.last_line, 1, token.last_column, element)
    end
  end
  return marks
end

-- A comment is what begins with two hyphens between the marks.
local function plain(text)
  local before, comment = text:match("^(.-)(%-%-.*)$")
  if not before then
    return M.escape(text)
  end
  return M.escape(before) .. "<s>" .. M.escape(comment) .. "</s>"
end

local function line_html(line, marks)
  local parts, at = {}, 1
  for _, mark in ipairs(marks or {}) do
    local from, to, element = mark[1], math.min(mark[2], #line), mark[3]
    parts[#parts + 1] = plain(line:sub(at, from - 1))
    parts[#parts + 1] = ("<%s>%s</%s>"):format(element, M.escape(line:sub(from, to)),
      element)
    at = to + 1
  end
  parts[#parts + 1] = plain(line:sub(at))
  return table.concat(parts)
end

---Items of an ordered list, one for each line.
---@param text string
---@return string
function M.html(text)
  local marks, items = marks_of(text), {}
  for i, line in ipairs(lines_of(text)) do
    items[i] = ("<li id=\"line-%d\">%s</li>"):format(i, line_html(line, marks[i]))
  end
  return table.concat(items, "\n")
end

return M
