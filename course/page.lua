-- course.page: the blocks of a text as lines of a terminal.
-- SPDX-License-Identifier: MIT
local diagnostic = require("sluice.diagnostic")
local lines_of = require("course.lines")
local spans = require("course.spans")

local M = {}

---@class course.PageStyle
---@field columns integer
---@field color boolean?
---@field ascii boolean?
---@field picture? fun(block: course.Block, style: table): string[]  nil: its sentence
---@field numbered? string a program: lines of it that a text quotes get their numbers
---@field whole? boolean  blank lines in a block are M.INNER: no end of a page

local INDENT <const> = "  "

---A blank line that does not stand between two blocks.
M.INNER = " "

local function width(text)
  return utf8.len(text) or #text
end

-- Where a line of a program goes on in another, up to a place: behind a blank, or with
-- the next call of a chain.
local function break_of(line, last)
  for at = last, last // 2, -1 do
    if line:find("^ [^ ]", at - 1) or line:find("^%):", at - 1) then
      return at
    end
  end
  return last
end

-- A line that is too long goes on in others, and nothing of it is lost.
local function cut(line, columns)
  local parts, goes_on = {}, "    "
  local room = columns
  while width(line) > room do
    local at = break_of(line, utf8.offset(line, room + 1) or room + 1)
    parts[#parts + 1] = line:sub(1, at - 1)
    line, room = goes_on .. line:sub(at), columns
  end
  parts[#parts + 1] = line
  return parts
end

local function without_tabs(line)
  local shown = ""
  for piece, tab in line:gmatch("([^\t]*)(\t?)") do
    shown = shown .. piece
    if tab ~= "" then
      shown = shown .. (" "):rep(8 - width(shown) % 8)
    end
  end
  return shown
end

local function trimmed(line)
  return line:match("^%s*(.-)%s*$")
end

-- The number of the first of the lines in a program; nil if they do not follow each
-- other there.
local function place_in(program, lines)
  for first = 1, #program - #lines + 1 do
    local same = true
    for i, line in ipairs(lines) do
      same = same and trimmed(program[first + i - 1]) == trimmed(line)
    end
    if same then
      return first
    end
  end
  return nil
end

local function add_all(list, more)
  table.move(more, 1, #more, #list + 1, list)
end

local function listing(lines, first, columns)
  local out = {}
  local digits = first and #tostring(first + #lines - 1) or 0
  for i, line in ipairs(lines) do
    local number = first and ("%" .. digits .. "d  "):format(first + i - 1) or ""
    local parts = cut(without_tabs(line), columns - #INDENT - #number)
    for n, part in ipairs(parts) do
      out[#out + 1] = (INDENT .. (n == 1 and number or (" "):rep(#number)) .. part)
        :gsub("%s+$", "")
    end
  end
  return out
end

---A program with its line numbers.
---@param program string
---@param columns integer
---@return string[]
function M.program(program, columns)
  return listing(lines_of.of(program), 1, columns)
end

local RENDER = {}

function RENDER.paragraph(block, style)
  return spans.wrap(block.text, style.columns, style)
end

function RENDER.heading(block, style)
  local lines = spans.wrap(block.text, style.columns, style)
  for i, line in ipairs(lines) do
    lines[i] = diagnostic.paint("place", line, style.color)
  end
  return lines
end

function RENDER.list(block, style)
  local lines = {}
  for i, item in ipairs(block.items) do
    local mark = block.first and block.first + i - 1 .. ". " or "- "
    for n, line in ipairs(spans.wrap(item, style.columns - #mark, style)) do
      lines[#lines + 1] = (n == 1 and mark or (" "):rep(#mark)) .. line
    end
  end
  return lines
end

function RENDER.fence(block, style)
  local program = block.info == "lua" and style.numbered
  local first = program and place_in(lines_of.of(program), block.lines) or nil
  return listing(block.lines, first, style.columns)
end

function RENDER.image(block, style)
  local lines = style.picture and style.picture(block, style)
  return lines or spans.wrap(block.alt, style.columns, style)
end

function RENDER.table(block, style)
  return require("course.table").render(block.lines, style)
end

local function mark_inner(lines)
  for i, line in ipairs(lines) do
    lines[i] = line == "" and M.INNER or line
  end
  return lines
end

---The lines of blocks, with a blank line between them.
---@param blocks course.Block[]
---@param style course.PageStyle
---@return string[]
function M.render(blocks, style)
  local lines = {}
  for _, block in ipairs(blocks) do
    local rendered = RENDER[block.kind](block, style)
    if #rendered > 0 and #lines > 0 then
      lines[#lines + 1] = ""
    end
    add_all(lines, style.whole and mark_inner(rendered) or rendered)
  end
  return lines
end

return M
