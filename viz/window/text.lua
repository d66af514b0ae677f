-- viz.window.text: windows for a terminal: a row for each, under the batches they hold.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local grid = require("viz.grid")
local narrow = require("viz.narrow")
local paragraph = require("viz.paragraph")
local story = require("viz.window.story")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local GUTTER <const> = 12
local PLOT <const> = 48 -- columns for the batches, at 80 columns
local BESIDE <const> = 14 -- columns for records, at least
local ROOM <const> = 6 -- behind the batches

---@class WindowRows
local Rows = {}
Rows.__index = Rows

-- The column at which a time stands.
function Rows:column(time)
  local inside = math.max(self.from, math.min(self.to, time))
  return GUTTER + math.floor((inside - self.from) * self.scale + 0.5)
end

function Rows:put(column, row, text, role)
  self.grid:put(column, row, text, role)
end

local function plot_of(options)
  local columns = options.columns or 80
  return math.min(math.max(PLOT, columns - 80 + PLOT), columns - GUTTER - ROOM - BESIDE)
end

-- The columns that a batch needs so that its number stands apart from the next one.
local function least_cell(model, to)
  return #tostring(to // model.interval) + 2
end

-- A layout for a range: whole columns for a batch where they fit, else parts of one.
local function layout(model, options, from, to)
  local count, plot = (to - from) // model.interval, plot_of(options)
  local cell = math.min(math.max(6, least_cell(model, to)), plot // count)
  if cell < least_cell(model, to) then
    cell = 0
  end
  local scale = (cell > 0 and cell * count or math.min(plot, count)) / (to - from)
  return setmetatable({model = model, grid = grid.new(options), from = from, to = to,
    scale = scale, cell = cell,
    right = GUTTER + math.floor((to - from) * scale + 0.5) + ROOM}, Rows)
end

-- Leaves out the last windows, if the numbers of batches have no room with them.
local function trim(model, options)
  local function is_wide()
    return (model.to - model.from) // model.interval * least_cell(model, model.to)
      > plot_of(options)
  end
  while #model.windows > 1 and is_wide() do
    local last = table.remove(model.windows)
    model.hidden = model.hidden + 1
    model.last_hidden = math.max(model.last_hidden or 0, last.time)
    model.to, model.coming = model.windows[#model.windows].time, nil
  end
  while #model.batches > 0 and model.batches[#model.batches].time > model.to do
    table.remove(model.batches)
  end
end

-- Time and batches --------------------------------------------------------------------

local function time_row(rows, row)
  local step = rows.model.interval
  while step * rows.scale < 3 + #format.seconds(rows.to) do
    step = step * 2
  end
  rows:put(0, row, "time")
  for time = rows.from, rows.to, step do
    local at_end = time == rows.from or time + step > rows.to
    rows:put(rows:column(time), row, format.seconds(time) .. (at_end and " s" or ""))
  end
end

local function short(text, width)
  local length = utf8.len(text)
  if length <= width then
    return text
  end
  return width > 1 and text:sub(1, utf8.offset(text, width) - 1) .. "…" or ""
end

-- What came in each batch behind its number: "2=bc", "2:12" for twelve records.
local function batch_text(rows, batch)
  local number, width = tostring(batch.number), rows.cell - 1
  local texts = {}
  for i, record in ipairs(batch.records) do
    texts[i] = record.text
  end
  local together = table.concat(texts)
  if rows.model.knows_records and #texts > 0
    and #number + 1 + utf8.len(together) <= width then
    return number .. "=" .. together
  elseif rows.model.knows_records and #number + 1 + #tostring(#texts) <= width then
    return number .. ":" .. #texts
  end
  return number
end

local function batch_row(rows, row)
  rows:put(0, row, "batch")
  if rows.cell == 0 then
    return
  end
  for _, batch in ipairs(rows.model.batches) do
    if batch.time > rows.from and batch.time <= rows.to then
      rows:put(rows:column(batch.time - rows.model.interval) + 1, row,
        batch_text(rows, batch), style.batch(batch.number))
    end
  end
end

-- Windows -----------------------------------------------------------------------------

local function edge(rows, window, row, marks)
  local left, right = rows:column(window.begin), rows:column(window.time)
  if window.begin >= rows.from then
    rows:put(left, row, marks.left, "focus")
  end
  if window.time <= rows.to then
    rows:put(right - 1, row, marks.right, "focus")
  end
end

-- "├─ 2 ─── 3 ─── 4 ┤"
local function bar(rows, window, row, marks)
  local model, left, right = rows.model, rows:column(window.begin),
    rows:column(math.min(window.time, rows.to))
  rows:put(left, row, ("─"):rep(right - left), "focus")
  if rows.cell > 0 then
    for _, member in ipairs(window.members) do
      local at, stop = rows:column(member.from), rows:column(member.to)
      local text = model.is_nested and format.seconds(member.time)
        or tostring(member.number)
      text = stop - at >= #text + 3 and " " .. text .. " " or text
      if stop > at then
        rows:put(at + (stop - at - #text + 1) // 2, row, text,
          style.batch(member.number))
      end
    end
  elseif #window.members > 0 then
    local first, last = window.members[1].number, window.members[#window.members].number
    local text = (" %d to %d "):format(first, last)
    if right - left > #text + 2 then
      rows:put(left + (right - left - #text) // 2, row, text)
    end
  end
  edge(rows, window, row, marks)
end

-- What stands behind a window: its records, or how many there are.
local function records_text(rows, window)
  local model, texts = rows.model, {}
  for _, number in ipairs(window.batches) do
    local batch = model.by_number[number]
    if not batch or not model.knows_records then
      return window.partitions and words.count(window.partitions, "partition") or ""
    end
    for _, record in ipairs(batch.records) do
      texts[#texts + 1] = record.text
    end
  end
  local together, room = table.concat(texts, " "), (rows.columns or 80) - rows.right
  return utf8.len(together) <= room and together or words.count(#texts, "record")
end

local function window_row(rows, window, row)
  rows:put(0, row, short("W at " .. words.moment(window.time), GUTTER - 1), "focus")
  bar(rows, window, row, {left = window.partial and "╎" or "├", right = "┤"})
  rows:put(rows.right, row, records_text(rows, window))
end

local function coming_row(rows, row)
  local coming = rows.model.coming
  rows:put(0, row, short("W at " .. words.moment(coming.time), GUTTER - 1), "muted")
  bar(rows, coming, row, {left = "├", right = ""})
  rows:put(rows:column(rows.to), row, "…", "muted")
  rows:put(rows.right, row, "still to come", "muted")
end

local function cover_row(rows, row)
  rows:put(0, row, "windows")
  local least, most = math.huge, 0
  for _, batch in ipairs(rows.model.batches) do
    least, most = math.min(least, batch.covers), math.max(most, batch.covers)
    local text = batch.covers .. "x"
    if rows.cell > #text then
      local left = rows:column(batch.time - rows.model.interval)
      rows:put(left + (rows.cell - #text) // 2 + (rows.cell > 4 and 1 or 0), row, text,
        batch.covers == 0 and "bad" or nil)
    end
  end
  if rows.cell == 0 and most > 0 then
    rows:put(GUTTER, row, least == most and ("%dx each"):format(least)
      or ("%dx to %dx"):format(least, most))
  end
end

local function windows(model, options)
  local rows = layout(model, options, model.from, model.to)
  rows.columns = options.columns
  time_row(rows, 0)
  batch_row(rows, 1)
  if model.knows_records then
    rows:put(rows.right, 1, "records")
  end
  local row = 2
  for _, window in ipairs(model.windows) do
    window_row(rows, window, row)
    row = row + 1
  end
  if model.coming then
    coming_row(rows, row)
    row = row + 1
  end
  cover_row(rows, row)
  return rows.grid:lines()
end

-- A step with an inverse function -----------------------------------------------------

local function key_rows(rows, row)
  local step = rows.model.step
  for _, key in ipairs(rows.cell > 0 and step.keys or {}) do
    rows:put(0, row, short(key.key, GUTTER - 1))
    for number, value in pairs(key.parts) do
      local time = number * rows.model.interval
      if time > rows.from and time <= rows.to then
        rows:put(rows:column(time - rows.model.interval) + 1, row,
          short(value, rows.cell - 1), style.batch(number))
      end
    end
    row = row + 1
  end
  return row
end

local function change_text(key)
  if key.minus then
    return ("− %d + %d"):format(key.minus, key.plus)
  end
  return ("− %d + %d parts"):format(#key.left, #key.entered)
end

-- Columns of the keys behind the rows, as many as there is room for.
local function sums(rows, texts)
  local x, columns = rows.right, rows.columns or 80
  for _, key in ipairs(rows.model.step.keys) do
    local width = 0
    for _, item in ipairs(texts) do
      width = math.max(width, utf8.len(item.write(key) or ""))
    end
    if x + width > columns then
      return
    end
    for _, item in ipairs(texts) do
      rows:put(x, item.row, item.write(key) or "", item.role)
    end
    x = x + width + 3
  end
end

local function span_row(rows, row, numbers, text, role)
  local model = rows.model
  rows:put(0, row, text, role)
  if #numbers > 0 then
    local left = rows:column(numbers[1] * model.interval - model.reach)
    local right = rows:column(numbers[#numbers] * model.interval)
    rows:put(left, row, (role == "bad" and "░" or "+"):rep(math.max(1, right - left)),
      role)
  end
end

local function step_lines(model, options)
  local step = model.step
  local from = step.before and step.before.begin or step.now.begin
  local rows = layout(model, options, from, step.now.time)
  rows.columns = options.columns
  time_row(rows, 0)
  batch_row(rows, 1)
  local row = key_rows(rows, 2)
  local texts = {}
  if step.before then
    window_row(rows, step.before, row)
    rows:put(rows.right, row, (" "):rep(40))
    span_row(rows, row + 1, step.now.left, "− leaves", "bad")
    span_row(rows, row + 2, step.now.entered, "+ enters", "focus")
    texts[1] = {row = row, write = function(key)
      return key.before and key.key .. " " .. key.before
    end}
    texts[2] = {row = row + 1, write = change_text, role = "muted"}
    row = row + 3
  end
  window_row(rows, step.now, row)
  rows:put(rows.right, row, (" "):rep(40))
  texts[#texts + 1] = {row = row, write = function(key)
    return key.key .. " " .. (key.value or "removed")
  end}
  sums(rows, texts)
  return rows.grid:lines()
end

local function saving_line(model)
  local step = model.step
  return ("Part sums read, per key: %d; without an inverse function: %d."):format(
    #step.now.left + #step.now.entered, #step.now.members)
end

-- A table, for terminals that are too narrow ------------------------------------------

local function as_table(model, options, columns)
  local lines = narrow.lines(options, columns)
  for _, window in ipairs(model.step and {model.step.now} or model.windows) do
    local numbers = {}
    for i, member in ipairs(window.members) do
      numbers[i] = member.number
    end
    lines[#lines + 1] = ("window at %s: %s"):format(words.moment(window.time),
      #numbers > 0 and format.batches(numbers) or "no batch")
  end
  return lines
end

-- The whole ---------------------------------------------------------------------------

local function title(model)
  local parts = {}
  for i, part in ipairs(story.settings(model)) do
    parts[i] = not part.spare and part.text or nil
  end
  local list = {("windows of %s"):format(tostring(model.program):match("[^/]*$"))}
  for i = 1, #story.settings(model) do
    list[#list + 1] = parts[i]
  end
  return list
end

local function append(list, more)
  table.move(more, 1, #more, #list + 1, list)
end

---The windows as lines for a terminal.
---@param model table of viz.window.model
---@param options {columns: integer?, color: boolean?, ascii: boolean?, title: boolean?}
---@return string
function M.draw(model, options)
  local columns, lines = options.columns or 80, {}
  if not model.step then
    trim(model, options)
  end
  if options.title ~= false then
    paragraph.add(lines, table.concat(title(model), ", "), columns, options.ascii)
  end
  if narrow.asks(options, columns) then
    append(lines, as_table(model, options, columns))
  else
    append(lines, model.step and step_lines(model, options) or windows(model, options))
  end
  if model.step then
    paragraph.add(lines, saving_line(model), columns, options.ascii)
    paragraph.add(lines, story.calls(model), columns, options.ascii)
  end
  if options.title ~= false then
    paragraph.add_story(lines, story, model, options)
  end
  return table.concat(lines, "\n") .. "\n"
end

return M
