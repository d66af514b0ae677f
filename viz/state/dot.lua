-- viz.state.dot: keys as rows, batches as columns.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local metrics = require("viz.metrics")
local story = require("viz.state.story")
local style = require("viz.style")
local titles = require("viz.titles")
local words = require("sluice.words")

local M = {}

local LEFT <const>, WIDTH <const> = 132, 608
local WIDEST <const> = 76
local NUMBERS <const> = 77 -- y of the numbers of batches
local FEW_ROWS <const> = 10

---@class StatePage
local Page = {}
Page.__index = Page

local function new_page(model, options)
  local count = math.max(1, #model.columns)
  local step = math.min(WIDEST, WIDTH / count)
  local many = #model.rows > FEW_ROWS
  return setmetatable({model = model, step = step,
    canvas = canvas.new({id = "state", theme = options.theme}),
    inset = step >= 40 and 6 or step >= 20 and 2 or 0.5,
    pitch = many and 24 or 34, height = many and 18 or 25}, Page)
end

function Page:edges(index)
  local left = LEFT + (index - 1) * self.step
  return left + self.inset, left + self.step - self.inset
end

function Page:middle(index)
  return LEFT + (index - 0.5) * self.step
end

-- A text that fits a width, cut where it has to be; nil if nothing of it fits.
local function cut(text, width, size, bold)
  if metrics.width(text, size, bold) <= width then
    return text
  end
  for length = (utf8.len(text) or 1) - 1, 1, -1 do
    local short = text:sub(1, utf8.offset(text, length + 1) - 1) .. "\u{2026}"
    if metrics.width(short, size, bold) <= width then
      return short
    end
  end
  return nil
end

-- Cells -------------------------------------------------------------------------------

-- The look of each fate: fill and line by batch or role.
local function look_of(cell, number)
  local what = cell.what
  local batch, line = style.batch(number), style.batch(number, "l")
  if what == "new" or what == "initial" then
    return {fill = batch, line = line, width = 1.75, role = "ink", bold = true}
  elseif what == "changed" then
    return {fill = batch, line = line, role = "ink", bold = true}
  elseif what == "same" then
    return {line = line, role = "ink"}
  elseif what == "removed" or what == "timed-out" then
    return {fill = "badw", line = "badline", dashed = true, role = "bad", bold = true}
  elseif what == "empty" or what == "unknown" then
    return {line = "frame", dashed = "dotted", role = "muted"}
  end
  return {line = "rule", role = "muted"}
end

local SHORT <const> = {removed = {"\u{d7} removed", "\u{d7}"},
  ["timed-out"] = {"\u{d7} timed out", "\u{d7} out", "\u{d7}"}, unknown = {"?"}}

-- Keys are names in ids as long as they are plain.
local function id_of(row, number)
  local key = row.key:match("^[%w_.-]+$") and #row.key <= 40 and row.key
    or "key:" .. row.order
  return ("state-%d-%s"):format(number, key)
end

local function name_of(row, column, cell)
  local what = {kept = "unchanged", same = "values came, unchanged",
    empty = "nothing of it in the window", unknown = "not known",
    ["timed-out"] = "timed out", initial = "given"}
  return ("%s in batch %d: %s%s"):format(story.key(row.key), column.number,
    what[cell.what] or cell.what, cell.value and " " .. story.key(cell.value) or "")
end

-- The value, and beside it what is new about it, as far as there is room.
local function cell_text(page, cell, box, look, shared)
  local y, room = box.y + box.h / 2, box.w - 6
  local size = box.h >= 20 and room >= 20 and 12 or style.size.label
  local short = SHORT[cell.what]
  if short then
    local text = canvas.fit(short, box.w, {size = style.size.label, bold = true})
    if text then
      page.canvas:text(shared({x = box.x + box.w / 2, y = y, text = text,
        anchor = "middle", bold = true, role = look.role}))
    end
    return
  end
  local note = story.note(cell)
  local value = words.printable(cell.value)
  local beside = note and metrics.width(note, style.size.small) + 7 or 0
  local width = metrics.width(value, size, look.bold)
  if note and width + beside <= room then
    local left = box.x + box.w / 2 - (width + beside) / 2
    page.canvas:text(shared({x = left + width / 2, y = y, text = value, size = size,
      anchor = "middle", bold = look.bold, role = look.role}))
    page.canvas:text(shared({x = left + width + beside / 2 + 3.5, y = y, text = note,
      anchor = "middle", size = style.size.small}))
    return
  end
  local text = cut(value, room, size, look.bold)
    or cut(value, box.w - 2, style.size.tiny, look.bold)
  if text then
    page.canvas:text(shared({x = box.x + box.w / 2, y = y, text = text,
      size = text == value and width <= room and size or style.size.tiny,
      anchor = "middle", bold = look.bold, role = look.role}))
  end
end

local function draw_cell(page, row, column, y)
  local cell = row.cells[column.index]
  if not cell then
    return
  end
  local left, right = page:edges(column.index)
  local look = look_of(cell, column.number)
  local shared = canvas.sharing({kind = "state", batch = column.number,
    from = column.time // 1000})
  local box = shared({x = left, y = y, w = right - left, h = page.height,
    fill = look.fill, line = look.line, width = look.width, dashed = look.dashed,
    id = id_of(row, column.number), name = name_of(row, column, cell)})
  page.canvas:box(box)
  if page.step >= 14 then
    cell_text(page, cell, box, look, shared)
  end
end

-- Rows --------------------------------------------------------------------------------

local function right_end(page)
  return LEFT + #page.model.columns * page.step
end

local function draw_row(page, row, y)
  page.canvas:text({x = style.page.margin, y = y + page.height / 2, bold = true,
    text = cut(story.key(row.key), LEFT - style.page.margin - 10, style.size.lane, true)
      or "\u{2026}", size = style.size.lane, kind = "key"})
  for _, column in ipairs(page.model.columns) do
    if column.index then
      draw_cell(page, row, column, y)
    end
  end
  local line = y + (page.pitch + page.height) / 2
  page.canvas:line({points = {{style.page.margin, line}, {right_end(page), line}},
    role = "rule"})
end

-- Every how many columns has its number.
local function number_step(page)
  for _, step in ipairs({1, 2, 5, 10, 20}) do
    if step * page.step >= (step == 1 and 20 or 40) then
      return step
    end
  end
  return 50
end

local function header(page)
  local model, left, every = page.model, style.page.margin, number_step(page)
  page.canvas:text({x = left, y = NUMBERS, text = "batch", bold = true,
    size = style.size.lane})
  local has_second
  for i, column in ipairs(model.columns) do
    local x = page:middle(i)
    if column.gap then
      page.canvas:text({x = x, y = NUMBERS, text = "\u{2026}", anchor = "middle",
        size = 11, role = "muted"})
    elseif every == 1 or column.number % every == 0 then
      page.canvas:text({x = x, y = NUMBERS, text = tostring(column.number),
        anchor = "middle", size = 11, bold = true, batch = column.number,
        id = "batch-" .. column.number .. "-label", kind = "batch"})
    end
    local texts = column.failed and {"failed"} or column.time
      and story.came(model, column) or {}
    local text = canvas.fit(texts, page.step, {size = style.size.small, pad = 3})
    if text and text ~= "" then
      has_second = true
      page.canvas:text({x = x, y = NUMBERS + 15, text = text, anchor = "middle",
        size = style.size.small, italic = not column.failed or nil,
        role = column.failed and "bad" or "muted", batch = column.number,
        from = column.time and column.time // 1000})
    end
  end
  if has_second then
    page.canvas:text({x = left, y = NUMBERS + 15, role = "muted",
      text = model.is_window and "enters, leaves" or "came in",
      size = style.size.small})
  end
end

-- How often the function was called, and how often it had data.
local function calls(page, y)
  local model = page.model
  page.canvas:text({x = style.page.margin, y = y, bold = true, size = style.size.lane,
    text = model.is_window and "function calls" or "calls of the function"})
  for i, column in ipairs(model.columns) do
    if column.time then
      local text = canvas.fit({words.number(column.state.visited)}, page.step,
        {size = style.size.lane, bold = true})
      local count = story.with_data(model, column)
      local second = count and canvas.fit({words.number(count) .. " with data"},
        page.step, {size = style.size.small, pad = 3})
      if text then
        page.canvas:text({x = page:middle(i), y = y, text = text, anchor = "middle",
          bold = true, size = style.size.lane, batch = column.number,
          from = column.time // 1000})
      end
      if second then
        page.canvas:text({x = page:middle(i), y = y + 13, text = second,
          anchor = "middle", size = style.size.small, role = "muted",
          batch = column.number, from = column.time // 1000})
      end
    end
  end
end

-- Legend ------------------------------------------------------------------------------

local LEGEND <const> = {
  {"changed", "changed"}, {"new", "new key"}, {"initial", "there at the start"},
  {"same", "values came, same value"}, {"kept", "nothing came, same value"},
  {"empty", "nothing of it in the window"}, {"removed", "removed"},
  {"timed-out", "timed out"}, {"unknown", "not named in the trace"},
}

local function fates_of(model)
  local seen = {}
  for _, row in ipairs(model.rows) do
    for _, cell in pairs(row.cells) do
      seen[cell.what] = true
    end
  end
  return seen
end

local function legend(page, y)
  local seen, x = fates_of(page.model), style.page.margin
  for _, item in ipairs(LEGEND) do
    if seen[item[1]] then
      local width = metrics.width(item[2], style.size.small) * canvas.text_room + 46
      if x + width > style.page.width - style.page.margin then
        x, y = style.page.margin, y + 18
      end
      local look = look_of({what = item[1]}, 2)
      page.canvas:box({x = x, y = y - 6, w = 22, h = 12, fill = look.fill,
        line = look.line, width = look.width, dashed = look.dashed, kind = "legend"})
      page.canvas:text({x = x + 27, y = y, text = item[2], size = style.size.small,
        role = "muted"})
      x = x + width
    end
  end
  return y
end

-- The whole ---------------------------------------------------------------------------

---The picture as DOT for `neato -n2`.
---@param model table of viz.state.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  local page = new_page(model, options)
  local y = 107
  if #model.columns > 0 then
    header(page)
  else
    y = 62
  end
  for _, row in ipairs(model.rows) do
    draw_row(page, row, y)
    y = y + page.pitch
  end
  if #model.columns > 0 then
    calls(page, y + 12)
    y = legend(page, y + 48) + 8
  end
  local top = 0
  if options.title == false then
    top, y = NUMBERS - 24, y + 10
  else
    y = titles.draw(page.canvas, {headline = story.headline(model),
      settings = story.settings(model), notes = story.footnotes(model)}, y + 2)
  end
  return page.canvas:finish({bottom = y, top = top, alt = story.alternative(model)})
end

return M
