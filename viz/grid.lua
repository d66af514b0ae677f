-- viz.grid: a picture made of characters, with colours and a plain form.
--
-- Cells are addressed by column and row from 0. What is drawn with lines, blocks and
-- arrows has an ASCII form for terminals without UTF-8; colours say nothing that the
-- characters do not say.
-- SPDX-License-Identifier: MIT
local style = require("viz.style")

local M = {}

---@class Grid
local Grid = {}
Grid.__index = Grid

local ASCII = {
  ["╰"] = "'", ["╯"] = "'", ["─"] = "-", ["┼"] = "|", ["┬"] = "+", ["█"] = "#",
  ["░"] = "/", ["·"] = ".", ["⁝"] = "+", ["×"] = "x", ["…"] = "~",
  ["▁"] = ".", ["▂"] = ":", ["▃"] = "-", ["▄"] = "=", ["▅"] = "+", ["▆"] = "*",
  ["▇"] = "%", ["═"] = "=", ["≡"] = "#", ["│"] = "|", ["╞"] = "|", ["└"] = "`",
  ["╘"] = "`", ["→"] = ">", ["├"] = "[", ["┤"] = "]", ["╎"] = ":", ["−"] = "-",
  ["–"] = "-",
  ["╳"] = "x",
}

---@param options? {color: boolean?, ascii: boolean?}
---@return Grid
function M.new(options)
  options = options or {}
  return setmetatable({rows = {}, color = options.color, ascii = options.ascii,
    signs = ASCII}, Grid)
end

-- In a tree this begins a branch, not a bar.
local TREE = setmetatable({["├"] = "|"}, {__index = ASCII})

---A grid in which a tree is drawn.
---@param options? {color: boolean?, ascii: boolean?}
---@return Grid
function M.tree(options)
  local self = M.new(options)
  self.signs = TREE
  return self
end

---Writes text from a cell on, one cell a character; what stood there is replaced.
---@param column integer
---@param row integer
---@param text string
---@param role? string colour
function Grid:put(column, row, text, role)
  local cells = self.rows[row]
  if not cells then
    cells = {last = -1}
    self.rows[row] = cells
    self.height = math.max(self.height or 0, row + 1)
  end
  for _, code in utf8.codes(text) do
    if column >= 0 then
      cells[column] = {utf8.char(code), role}
      cells.last = math.max(cells.last, column)
    end
    column = column + 1
  end
end

---Whether nothing has been written from a column on, so many cells wide.
function Grid:free(column, row, width)
  local cells = self.rows[row]
  for x = column, column + width - 1 do
    if x < 0 or cells and cells[x] and cells[x][1] ~= " " then
      return false
    end
  end
  return true
end

-- Neighbours of one role share an escape sequence.
local function write_row(self, cells)
  local parts, role = {}, nil
  local function switch(to)
    if to ~= role then
      parts[#parts + 1] = role and "\27[0m" or ""
      parts[#parts + 1] = to and "\27[" .. to .. "m" or ""
      role = to
    end
  end
  for x = 0, cells and cells.last or -1 do
    local cell = cells[x] or {" "}
    switch(self.color and style.terminal(cell[2]) or nil)
    parts[#parts + 1] = self.ascii and self.signs[cell[1]] or cell[1]
  end
  switch(nil)
  return (table.concat(parts):gsub("%s+$", ""))
end

---The rows as lines, without blanks at their ends.
---@return string[]
function Grid:lines()
  local lines = {}
  for row = 0, (self.height or 0) - 1 do
    lines[row + 1] = write_row(self, self.rows[row])
  end
  return lines
end

---Text in the middle of a frame of cells that ends at both sides: "╰── text ──╯". The
---first of the texts that fits is taken; an end that is open has no corner.
---@param texts string[]
---@param width integer
---@param ends? {left: boolean?, right: boolean?} false: open
---@return string
function M.bracket(texts, width, ends)
  local left = ends and ends.left == false and "─" or "╰"
  local right = ends and ends.right == false and "─" or "╯"
  local room = width - 2
  if room < 0 then
    return ("╯"):rep(width)
  end
  local text = ""
  for _, candidate in ipairs(texts) do
    if utf8.len(candidate) <= room then
      text = candidate
      break
    end
  end
  local rest = room - utf8.len(text)
  return left .. ("─"):rep(rest // 2) .. text .. ("─"):rep(rest - rest // 2) .. right
end

return M
