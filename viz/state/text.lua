-- viz.state.text: keys and batches as a table for a terminal.
--
-- Behind a value stands what is new about it: "new", "+2", "=" where values came and
-- the state stayed, "*" where it changed otherwise. A value with nothing behind it is
-- as it was; × is where a key ends, ~ stands where a window keeps an empty key.
-- SPDX-License-Identifier: MIT
local grid = require("viz.grid")
local narrow = require("viz.narrow")
local paragraph = require("viz.paragraph")
local story = require("viz.state.story")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local GUTTER <const> = 12
local LEAST_CELL <const>, WIDEST_CELL <const> = 6, 13
local MOST_BANDS <const> = 3

local function short(text, width)
  if (utf8.len(text) or #text) <= width then
    return text
  end
  return width > 1 and text:sub(1, utf8.offset(text, width) - 1) .. "…" or ""
end

-- A cell in so many columns, with the least of it that says what became of the key.
local function cell_text(cell, width)
  if cell.what == "removed" then
    return short("× removed", width):gsub("^× r.*…$", "×")
  elseif cell.what == "timed-out" then
    return short("× timed out", width):gsub("^× t.*…$", "× out")
  elseif cell.what == "unknown" then
    return "?"
  end
  local value = words.printable(cell.value)
  local note = story.note(cell) or cell.what == "changed" and "*"
    or cell.what == "empty" and "~" or nil
  if cell.empty then
    note = (note or "") .. "~"
  end
  if not note then
    return short(value, width)
  elseif utf8.len(value) + 1 + utf8.len(note) <= width then
    return value .. " " .. note
  elseif note == "new" or note == "given" then
    note = "*"
  end
  return short(value, math.max(1, width - utf8.len(note))) .. note
end

local ROLES <const> = {kept = "muted", empty = "muted", unknown = "muted",
  removed = "bad", ["timed-out"] = "bad"}

-- How wide a column is: its longest cell, within limits.
local function cell_width(model, columns)
  local most = LEAST_CELL
  for _, row in ipairs(model.rows) do
    for _, cell in pairs(row.cells) do
      local is_end = cell.what == "removed" or cell.what == "timed-out"
      most = math.max(most, is_end and 0
        or 1 + utf8.len((cell_text(cell, WIDEST_CELL - 1))))
    end
  end
  local room = (columns - GUTTER) // math.max(1, #model.columns)
  return math.max(most, math.min(room, WIDEST_CELL))
end

-- The columns in bands, the last ones if there are too many; how many are left out.
local function bands_of(model, columns)
  local width = cell_width(model, columns)
  local each = (columns - GUTTER) // width
  local first = math.max(0, #model.columns - each * MOST_BANDS)
  local count = math.max(1, math.ceil((#model.columns - first) / each))
  each = math.ceil((#model.columns - first) / count)
  local list = {}
  for i = first + 1, #model.columns, each do
    local last = math.min(#model.columns, i + each - 1)
    list[#list + 1] = table.move(model.columns, i, last, 1, {})
  end
  return list, width, first
end

local function number_rows(model, page, list, cell, row)
  local calls, data = row, row + 1
  page:put(0, calls, "calls")
  for i, column in ipairs(list) do
    local x = GUTTER + (i - 1) * cell
    if column.time then
      page:put(x, calls, short(tostring(column.state.visited), cell - 1))
      local count = story.with_data(model, column)
      if count then
        page:put(0, data, "with data")
        page:put(x, data, short(tostring(count), cell - 1), "muted")
      end
    end
  end
end

local function header(model, page, list, cell)
  page:put(0, 0, "batch")
  local has_second = false
  for i, column in ipairs(list) do
    local x = GUTTER + (i - 1) * cell
    page:put(x, 0, column.gap and "…" or tostring(column.number),
      column.number and style.batch(column.number) or nil)
    local texts = column.failed and {"failed"} or column.time
      and story.came(model, column) or {}
    for _, text in ipairs(texts) do
      if text ~= "" and utf8.len(text) < cell then
        page:put(x, 1, text, column.failed and "bad" or "muted")
        has_second = true
        break
      end
    end
  end
  if has_second then
    page:put(0, 1, model.is_window and "window" or "came in")
  end
  return has_second and 2 or 1
end

local function band(model, options, list, cell)
  local page = grid.new(options)
  local row = header(model, page, list, cell)
  for _, key in ipairs(model.rows) do
    page:put(0, row, short(story.key(key.key), GUTTER - 1))
    for i, column in ipairs(list) do
      local item = column.index and key.cells[column.index]
      if item then
        page:put(GUTTER + (i - 1) * cell, row, (cell_text(item, cell - 1)),
          ROLES[item.what] or style.batch(column.number))
      end
    end
    row = row + 1
  end
  number_rows(model, page, list, cell, row)
  return page:lines()
end

local function picture(model, options, columns)
  local list, cell, hidden = bands_of(model, columns)
  local lines = {}
  for i, part in ipairs(list) do
    lines[#lines + 1] = i > 1 and "" or nil
    local more = band(model, options, part, cell)
    table.move(more, 1, #more, #lines + 1, lines)
  end
  return lines, hidden
end

-- A line for each key, for terminals that are too narrow.
local function as_table(model, options, columns)
  local lines = narrow.lines(options, columns)
  for _, row in ipairs(model.rows) do
    local last = model.columns[#model.columns]
    local cell = last.index and row.cells[last.index]
    lines[#lines + 1] = ("%s  %s"):format(story.key(row.key),
      cell and cell_text(cell, columns) or "gone")
  end
  return lines
end

local function title(model, hidden)
  local parts = {("state of %s"):format(tostring(model.program):match("[^/]*$"))}
  parts[2] = model.stream.name and model.stream.name .. ": " .. model.stream.op
    or model.stream.op
  for _, text in ipairs(story.left_out(model)) do
    parts[#parts + 1] = text
  end
  if hidden > 0 then
    parts[#parts + 1] = ("%s before not shown"):format(words.count(hidden, "column"))
  end
  return table.concat(parts, ", ")
end

---The state as lines for a terminal.
---@param model table of viz.state.model
---@param options {columns: integer?, color: boolean?, ascii: boolean?, title: boolean?}
---@return string
function M.draw(model, options)
  local columns, lines, body, hidden = options.columns or 80, {}, {}, 0
  if #model.columns > 0 and narrow.asks(options, columns) then
    body = as_table(model, options, columns)
  elseif #model.columns > 0 then
    body, hidden = picture(model, options, columns)
  end
  if options.title ~= false then
    paragraph.add(lines, title(model, hidden), columns, options.ascii)
  end
  table.move(body, 1, #body, #lines + 1, lines)
  if options.title ~= false then
    paragraph.add_story(lines, story, model, options)
  end
  return table.concat(lines, "\n") .. "\n"
end

return M
