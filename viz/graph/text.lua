-- viz.graph.text: the streams of the program as a tree for a terminal, and a table of
-- the RDDs of one batch.
--
-- A stream stands right of its parent; its further children begin below the line that
-- leads to the first one. What does not fit the line hangs below the beginning of it. A
-- stream with several parents stands behind the first of them; the others point to it.
-- SPDX-License-Identifier: MIT
local grid = require("viz.grid")
local labels = require("viz.graph.labels")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local COLUMNS <const> = 80
local MOST_ROWS <const> = 40 -- of the table

-- The streams of one operator are one item; it may shuffle before its window.
local function items_of(model)
  local list, item_of = {}, {}
  for _, node in ipairs(model.nodes) do
    local key = node.kind == "stream" and not node.members
      and model.by_number[node.whole] or node
    local item = item_of[key]
    if not item then
      item = {children = {}, parents = 0}
      item_of[key], list[#list + 1] = item, item
    end
    item_of[node], item.node = item, node
    item.shuffles = item.shuffles or node.shuffles
    item.window = node.window > 0 and node or item.window
    item.last = node
  end
  for _, node in ipairs(model.nodes) do
    local item = item_of[node]
    for _, parent in ipairs(node.parents) do
      local before = item_of[parent]
      if before ~= item then
        table.insert(before.children, item)
        item.parents = item.parents + 1
      end
    end
  end
  return list
end

local function text_of(model, item)
  local node = item.node
  if node.members then
    local lines = labels.stream(node, model.interval)
    return ("%s (%s)"):format(lines[1], lines[#lines])
  elseif node.kind == "output" then
    return ("%s (output %d)"):format(node.op, node.number + 1)
  end
  local shape = #model.windows > 1 and item.window
    and ", " .. labels.window(item.window.window, item.window.slide) or ""
  if node.name then
    return ("%s (%s %d%s)"):format(node.name, node.op, node.number, shape)
  end
  return ("%s %d%s"):format(node.op, node.number,
    shape ~= "" and " (" .. shape:sub(3) .. ")" or "")
end

-- The line between two items: first from the parent, then as a branch below it.
local function marks(parent, item)
  local is_window = item.window and item.window.op == "window"
  if item.shuffles and not is_window then
    return "═", "╘", "╞"
  elseif is_window or parent.window and parent.window.op ~= "window" then
    return "≡", "└", "├"
  end
  return "─", "└", "├"
end

---@class StreamTree
local Tree = {}
Tree.__index = Tree

function Tree:text(item)
  if item.drawn then
    return "→ " .. item.node.label
  end
  return text_of(self.model, item)
end

-- Whether an item can stand at a column with all that comes of it. While branches of
-- the same row are still to come below, a line cannot go on at the left.
function Tree:fits(item, column, is_branched)
  local stop = column + utf8.len(self:text(item))
  if stop > self.columns or item.drawn or #item.children == 0 then
    return stop <= self.columns
  elseif #item.children == 1 then
    return not is_branched and stop + 2 <= self.columns
      or self:fits(item.children[1], stop + 3, is_branched)
  end
  return self:fits_beside(item, stop) or self:fits_below(item, column)
end

function Tree:fits_below(item, column)
  for _, child in ipairs(item.children) do
    if not self:fits(child, column + 4, false) then
      return false
    end
  end
  return true
end

function Tree:fits_beside(item, stop)
  if not self:fits(item.children[1], stop + 3, true) then
    return false
  end
  for i = 2, #item.children do
    if not self:fits(item.children[i], stop + 4, false) then
      return false
    end
  end
  return true
end

-- Draws the children from a place on as branches at a column, below the row `top`.
function Tree:branches(item, first, column, row, top)
  for i = first, #item.children do
    local child = item.children[i]
    local mark, last, between = marks(item, child)
    for y = top + 1, row - 1 do
      if self.grid:free(column, y, 1) then
        self.grid:put(column, y, "│")
      end
    end
    self.grid:put(column, row, i == #item.children and last or between)
    local text = column + 2
    if mark == "≡" then
      self.grid:put(column + 1, row, mark)
      text = text + 1
    end
    row, top = self:draw(child, text, row, text), row
  end
  return row
end

-- Draws an item in a row that begins at `left`; returns the next row that is free.
function Tree:draw(item, column, row, left)
  local text = self:text(item)
  self.grid:put(column, row, text)
  if item.drawn or #item.children == 0 then
    return row + 1
  end
  item.drawn = true
  local child, stop = item.children[1], column + utf8.len(text)
  local is_branched = #item.children > 1
  if is_branched and not self:fits_beside(item, stop) then
    return self:branches(item, 1, column + 1, row + 1, row)
  end
  self.grid:put(stop + 1, row, (marks(item, child)))
  if not self:fits(child, stop + 3, is_branched) then
    local fits = left + 4 + utf8.len(self:text(child)) <= self.columns
    local start = fits and left + 4 or 4
    return self:draw(child, start, row + 1, start)
  end
  local next_row = self:draw(child, stop + 3, row, left)
  return self:branches(item, 2, stop + 1, next_row, row)
end

local function tree(model, options, columns)
  local self = setmetatable({model = model, columns = columns,
    grid = grid.tree(options)}, Tree)
  local row = 0
  for _, item in ipairs(items_of(model)) do
    if item.parents == 0 then
      row = self:draw(item, 0, row, 0)
    end
  end
  return self.grid:lines()
end

-- The table ---------------------------------------------------------------------------

-- What an RDD of several batches is made of.
local function made_of(model, node)
  local groups, list, mixes = {}, {}, false
  for _, edge in ipairs(model.rdds.edges) do
    local from = edge.from
    if edge.to == node and from.kind == "rdd" then
      mixes = mixes or from.batch ~= node.batch
      local group = groups[from.stream]
      if not group then
        group = {kind = "rdd", stream = from.stream, numbers = {}}
        groups[from.stream], list[#list + 1] = group, group
      end
      table.move(from.numbers, 1, #from.numbers, #group.numbers + 1, group.numbers)
    end
  end
  for i, group in ipairs(list) do
    table.sort(group.numbers)
    list[i] = labels.rdd_label(group, model.interval)
  end
  return mixes and "of " .. words.list(list) or ""
end

-- As in the program: by stream, by batch; the jobs at the end.
local function in_program_order(nodes)
  local list = table.move(nodes, 1, #nodes, 1, {})
  local kinds, place = {own = 1, rdd = 2, job = 3}, {}
  for i, node in ipairs(nodes) do
    place[node] = i
  end
  table.sort(list, function(a, b)
    if a.kind ~= b.kind then
      return kinds[a.kind] < kinds[b.kind]
    elseif a.kind == "rdd" and a.stream ~= b.stream then
      return a.stream.number < b.stream.number
    elseif a.kind == "rdd" and a.batch ~= b.batch then
      return a.batch < b.batch
    end
    return place[a] < place[b]
  end)
  return list
end

local function table_rows(model)
  local rows = {}
  for _, node in ipairs(in_program_order(model.rdds.nodes)) do
    if node.kind == "job" then
      local output = labels.stream(node.output, 0)[1]
      rows[#rows + 1] = {output, labels.job(node)[1], "", ""}
    else
      local lines = labels.rdd(node, model.interval)
      rows[#rows + 1] = {lines[1], lines[3], lines[2], made_of(model, node),
        batch = node.numbers[1]}
    end
  end
  return rows
end

local function widths_of(rows)
  local widths = {0, 0, 0}
  for _, row in ipairs(rows) do
    for i = 1, 3 do
      widths[i] = math.max(widths[i], utf8.len(row[i]))
    end
  end
  return widths
end

local function add_table(lines, model, options, columns)
  local rows, page = table_rows(model), grid.tree(options)
  local widths, hidden = widths_of(rows), math.max(0, #rows - MOST_ROWS)
  for i, row in ipairs(rows) do
    local column = 2
    for k, text in ipairs(row) do
      local fits = i + hidden <= #rows and column + utf8.len(text) <= columns
      local role = k == 1 and row.batch and style.batch(row.batch) or nil
      page:put(column, i - 1, fits and text or "", role)
      column = column + (widths[k] or 0) + 2
    end
  end
  lines[#lines + 1] = ""
  lines[#lines + 1] = ("RDDs of %s"):format(words.batch(model.batch.number,
    model.batch.time_us - model.zero))
  for i, line in ipairs(page:lines()) do
    lines[#lines + 1] = i + hidden <= #rows and line or nil
  end
  if hidden > 0 then
    lines[#lines + 1] = ("  + %d more"):format(hidden)
  end
end

local function legend(model, options)
  local parts = {}
  for _, node in ipairs(model.nodes) do
    if node.shuffles then
      parts[1] = "═ shuffle"
    end
  end
  if #model.windows > 0 then
    local window = model.windows[1]
    parts[#parts + 1] = "≡ window" .. (#model.windows == 1 and " "
      .. labels.window(window.length, window.slide) or "")
  end
  local page = grid.tree({ascii = options.ascii})
  page:put(0, 0, table.concat(parts, "   "))
  return page:lines()[1]
end

local function title(model, options, columns)
  local left = ("graph of %s: %s, %s"):format(tostring(model.program):match("[^/]*$"),
    words.count(model.streams, "stream", "streams"),
    words.count(model.outputs, "output", "outputs"))
  local right = legend(model, options)
  local gap = columns - utf8.len(left) - utf8.len(right)
  return gap >= 2 and left .. (" "):rep(gap) .. right or left .. "\n" .. right
end

---The graphs as lines for a terminal.
---@param model table of viz.graph.model
---@param options {columns: integer?, color: boolean?, ascii: boolean?, title: boolean?}
---@return string
function M.draw(model, options)
  local columns = math.max(40, math.min(options.columns or COLUMNS, 120))
  local lines = options.title ~= false and {title(model, options, columns)} or {}
  table.move(tree(model, options, columns), 1, 1000, #lines + 1, lines)
  if model.drawn < model.total then
    lines[#lines + 1] = "alike streams and long chains are one; detail=all shows each"
  end
  if model.rdds then
    add_table(lines, model, options, columns)
  end
  return (table.concat(lines, "\n"):gsub(" +\n", "\n"):gsub("%s+$", "")) .. "\n"
end

return M
