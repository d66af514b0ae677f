-- course.table: a table of a text as lines of a terminal.
-- SPDX-License-Identifier: MIT
local spans = require("course.spans")

local M = {}

local GAP <const> = 2
local LEAST <const> = 6 -- columns of a cell that is broken into lines

local function width(text)
  return utf8.len(text) or #text
end

-- A bar in a cell is written \|.
local function cells_of(line)
  local cells = {}
  local inner = line:gsub("\\|", "\1"):match("^|(.-)|?%s*$")
  for cell in (inner .. "|"):gmatch("(.-)|") do
    cells[#cells + 1] = cell:match("^%s*(.-)%s*$"):gsub("\1", "|")
  end
  return cells
end

local function is_rule(line)
  return line:find("^[|:%s-]+$") ~= nil
end

local function rows_of(lines)
  local rows = {}
  for _, line in ipairs(lines) do
    if not is_rule(line) then
      rows[#rows + 1] = cells_of(line)
    end
  end
  return rows
end

-- What each column would like to have.
local function wishes(rows)
  local widths = {}
  for _, row in ipairs(rows) do
    for i, cell in ipairs(row) do
      widths[i] = math.max(widths[i] or 0, width(cell))
    end
  end
  return widths
end

local function sum(list)
  local total = 0
  for _, n in ipairs(list) do
    total = total + n
  end
  return total
end

-- The widest column gives way until all fit.
local function shrink(widths, room)
  while sum(widths) > room do
    local widest = 1
    for i, n in ipairs(widths) do
      widest = n > widths[widest] and i or widest
    end
    if widths[widest] <= LEAST then
      return
    end
    widths[widest] = widths[widest] - 1
  end
end

local function add_row(lines, row, widths, style)
  local columns, height = {}, 0
  local plain = {ascii = style.ascii} -- a sequence of colour has no width
  for i, cell in ipairs(row) do
    columns[i] = spans.wrap(cell, widths[i], plain)
    height = math.max(height, #columns[i])
  end
  for n = 1, height do
    local parts = {}
    for i = 1, #row do
      local text = columns[i][n] or ""
      parts[i] = text .. (" "):rep(widths[i] - width(text) + GAP)
    end
    lines[#lines + 1] = (table.concat(parts):gsub("%s+$", ""))
  end
end

---@param lines string[] with bars
---@param style course.PageStyle
---@return string[]
function M.render(lines, style)
  local rows, out = rows_of(lines), {}
  local widths = wishes(rows)
  shrink(widths, style.columns - GAP * (#widths - 1))
  for i, row in ipairs(rows) do
    add_row(out, row, widths, style)
    if i == 1 and #rows > 1 then
      local sign = style.ascii and "-" or "\u{2500}"
      local wide = sum(widths) + GAP * (#widths - 1)
      out[#out + 1] = sign:rep(math.min(style.columns, wide))
    end
  end
  return out
end

return M
