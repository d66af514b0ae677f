-- viz.window.inverse: one step of a window with an inverse function: what leaves, what
-- enters, and how many part sums are read for it.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local format = require("viz.format")
local metrics = require("viz.metrics")
local parts = require("viz.window.parts")
local story = require("viz.window.story")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local WIDEST <const>, CELL <const> = 460, 60
local HEIGHT <const> = 24
local RIGHT <const> = 776
local MINUS <const> = "\u{2212}"
local MOST_CHIPS <const> = 14

-- Part sums ---------------------------------------------------------------------------

-- A text that fits a width, or its beginning, or nothing.
local function cut(text, width, size)
  if metrics.width(text, size) <= width then
    return text
  end
  local length = utf8.len(text) or 0
  while length > 1 do
    length = length - 1
    local short = text:sub(1, utf8.offset(text, length + 1) - 1) .. "\u{2026}"
    if metrics.width(short, size) <= width then
      return short
    end
  end
  return nil
end

local function part_box(page, key, number, y)
  local left, right = page:edges((number - 1) * page.model.interval,
    number * page.model.interval)
  local value = key.parts[number]
  page.canvas:box({x = left + 2, y = y, w = right - left - 4, h = 18, batch = number,
    fill = value and style.batch(number) or nil, kind = "part",
    line = value and style.batch(number, "l") or "rule",
    name = value and ("batch %d: (%s,%s)"):format(number, key.key, value) or nil})
  local text = value and cut(value, right - left - 7, style.size.subline)
  if text then
    page.canvas:text({x = (left + right) / 2, y = y + 9, text = text, batch = number,
      anchor = "middle", size = style.size.subline})
  end
end

-- What the parent has for each key and batch; returns the y below.
local function part_rows(page, y)
  local step = page.model.step
  if #step.keys == 0 or not page.numbered then
    page:row_name(y + 9, "part sums", "not named")
    return y + 24
  end
  page:row_name(y + 13, "part sums", step.more == 0 and "after reduceByKey" or nil)
  for i, key in ipairs(step.keys) do
    local top = y + (i - 1) * 20
    page.canvas:text({x = parts.left - 7, y = top + 9, anchor = "right", italic = true,
      text = cut(key.key, 44, style.size.label) or "\u{2026}", size = style.size.label})
    for number = page.from // page.model.interval + 1,
      page.to // page.model.interval do
      part_box(page, key, number, top)
    end
  end
  if step.more > 0 then
    page.canvas:text({x = style.page.margin, y = y + 26, role = "muted",
      text = "+ " .. words.count(step.more, "key"), size = style.size.small})
  end
  return y + math.max(32, 20 * #step.keys)
end

-- Sums --------------------------------------------------------------------------------

-- The keys beside the windows, as columns as wide as their texts.
local function sum_columns(page)
  local step, x, columns = page.model.step, page.sums_x, {}
  for _, key in ipairs(step.keys) do
    local column = {key = key, x = x, before = key.before and
      ("%s  %s"):format(key.key, key.before), now = key.value and
      ("%s  %s"):format(key.key, key.value) or key.key .. "  removed"}
    if key.minus and step.before then
      column.change = ("%s %d  + %d"):format(MINUS, key.minus, key.plus)
    elseif step.before then
      column.change = ("%s %s  + %s"):format(MINUS, words.count(#key.left, "part"),
        words.number(#key.entered))
    end
    local width = 0
    for _, text in ipairs({column.before or "", column.now, column.change or ""}) do
      width = math.max(width, metrics.width(text, style.size.number, true))
    end
    if x + width * canvas.text_room > RIGHT then
      break
    end
    columns[#columns + 1] = column
    x = x + math.max(44, width * 1.12 + 14)
  end
  return columns
end

local function sums(page, y)
  local step, columns = page.model.step, sum_columns(page)
  if #columns == 0 then
    return
  end
  page.canvas:text({x = page.sums_x, y = y.top - 13, text = "its sums", bold = true,
    size = style.size.subline})
  for _, column in ipairs(columns) do
    local from = step.now.time // 1000
    if step.before and column.before then
      page.canvas:text({x = column.x, y = y.before, text = column.before, bold = true,
        size = style.size.number})
    end
    if column.change then
      page.canvas:text({x = column.x, y = y.change, text = column.change,
        role = "muted", size = style.size.number, from = from})
    end
    page.canvas:text({x = column.x, y = y.now, text = column.now, bold = true,
      role = (column.key.empty or not column.key.value) and "bad" or "focus",
      size = style.size.number, from = from})
  end
end

-- The step ----------------------------------------------------------------------------

-- From the first to the last of some batches.
local function span(page, numbers)
  local interval = page.model.interval
  local first = numbers[1] * interval - page.model.reach
  return page:edges(first, numbers[#numbers] * interval)
end

-- The width of a sign and its word.
local function marked(text)
  return metrics.width(text, style.size.lane, true) + 22
end

local function mark(page, x, y, sign, text, role)
  local room, full = x[2] - x[1], marked(text)
  local middle = (x[1] + x[2]) / 2
  if room < full + 8 then
    page.canvas:text({x = middle, y = y, text = sign, anchor = "middle", bold = true,
      size = 15, role = role})
    return
  end
  local left = middle - full / 2
  page.canvas:text({x = left + 8, y = y, text = sign, anchor = "middle", bold = true,
    size = 15, role = role})
  page.canvas:text({x = left + 20, y = y, text = text, bold = true,
    size = style.size.lane, role = role})
end

local function leaving(page, now, y)
  if #now.left == 0 then
    return
  end
  local left, right = span(page, now.left)
  local box = {x = left + 2, y = y, w = right - left - 4, h = 28, fill = "badw",
    line = "badline", dashed = true, kind = "leaves", id = "leaves",
    name = format.batches(now.left) .. (#now.left == 1 and " leaves" or " leave")}
  page.canvas:box(box)
  local half = math.min(20, (box.w - marked("leaves")) / 2 - 3)
  for _, x in ipairs({box.x, box.x + box.w - half}) do
    if half >= 4 then
      page.canvas:hatch({x = x, y = y, w = half, h = 28, role = "badline"})
    end
  end
  mark(page, {left, right}, y + 14, MINUS, "leaves", "bad")
end

local function entering(page, now, y)
  if #now.entered == 0 then
    return
  end
  local left, right = span(page, now.entered)
  page.canvas:box({x = left + 2, y = y, w = right - left - 4, h = 28, fill = "focusw",
    line = "focus", kind = "enters", id = "enters", from = now.time // 1000,
    name = format.batches(now.entered)
      .. (#now.entered == 1 and " enters" or " enter")})
  mark(page, {left, right}, y + 14, "+", "enters", "focus")
end

-- The members that both windows hold.
local function staying(step)
  local held, list = {}, {}
  for _, member in ipairs(step.before.members) do
    held[member.number] = true
  end
  for _, member in ipairs(step.now.members) do
    list[#list + 1] = held[member.number] and member.number or nil
  end
  return list
end

local function stay_band(page, step, top, bottom)
  local list = staying(step)
  if #list == 0 then
    return
  end
  local left, right = span(page, list)
  page.canvas:box({x = left + 2, y = top, w = right - left - 4, h = bottom - top,
    fill = "wash", kind = "stays"})
  local numbers = format.batches(list):gsub("^batch%a* ", "")
  local verb = #list == 1 and "stays" or "stay"
  local text = canvas.fit({("%s %s: not read again"):format(numbers, verb),
    ("%s %s"):format(numbers, verb), verb}, right - left, {size = style.size.number})
  if text then
    page.canvas:text({x = (left + right) / 2, y = (top + bottom) / 2, text = text,
      anchor = "middle", italic = true, role = "muted", size = style.size.number})
  end
end

local function draw_window(page, window, y, second)
  page:row_name(y + 12, "window at " .. words.moment(window.time), second, "focus")
  page:members(window, y, HEIGHT)
  page:frame(window, y - 1, HEIGHT + 2)
end

-- Returns the y below.
local function draw_step(page, y)
  local step = page.model.step
  local heights = {top = y, before = y + 12, change = y + 51, now = y + 91}
  if step.before then
    stay_band(page, step, y + HEIGHT + 1, y + 78)
    draw_window(page, step.before, y, "known: kept in memory")
    leaving(page, step.now, y + 37)
    entering(page, step.now, y + 37)
  else
    heights.now, heights.change = y + 12, y + 12
  end
  local bottom = step.before and y + 79 or y
  draw_window(page, step.now, bottom, "wanted")
  sums(page, heights)
  return bottom + HEIGHT
end

-- What it saves -----------------------------------------------------------------------

local function chip(page, x, y, text, number)
  local width = math.max(21, metrics.width(text, style.size.subline) * 1.05 + 5)
  page.canvas:box({x = x, y = y - 9, w = width, h = 18, batch = number, kind = "part",
    fill = style.batch(number), line = style.batch(number, "l")})
  page.canvas:text({x = x + width / 2, y = y, text = text, anchor = "middle",
    size = style.size.subline, batch = number})
  return x + width + 3
end

-- A row of part sums that are read, or their number where they are many.
local function read_row(page, y, name, list)
  page.canvas:text({x = 202, y = y, text = name, anchor = "right",
    size = style.size.subline})
  local x, step = 212, page.model.step
  if list.last then
    local text = "at " .. words.moment(step.before.time)
    local width = metrics.width(text, style.size.subline, true) + 18
    page.canvas:box({x = x, y = y - 9, w = width, h = 18, fill = "focusw",
      line = "focus", width = 1.25})
    page.canvas:text({x = x + width / 2, y = y, text = text, anchor = "middle",
      bold = true, role = "focus", size = style.size.subline})
    x = x + width + 3
  end
  if #list <= MOST_CHIPS then
    for _, item in ipairs(list) do
      x = chip(page, x, y, item.text, item.number)
    end
  end
  page.canvas:text({x = x + 8, y = y, text = list.sum, role = "muted",
    size = style.size.subline})
end

local function signed(list, numbers, sign)
  for _, number in ipairs(numbers) do
    list[#list + 1] = {text = sign .. number, number = number}
  end
end

local function savings(page, y)
  local model, step = page.model, page.model.step
  page.canvas:line({points = {{style.page.margin, y}, {RIGHT, y}}, role = "rule"})
  page:row_name(y + 26, "part sums read", "per key, at " .. words.moment(step.now.time))
  local all, with = {}, {last = step.before ~= nil}
  signed(all, page:distinct(step.now), "")
  all.sum = ("%d = length / batch"):format(#all)
  if model.length > #step.now.members * model.reach then
    all.sum = ("%d, as the window is short"):format(#all)
  end
  signed(with, step.now.left, MINUS)
  signed(with, step.now.entered, "+")
  with.sum = step.before and #step.now.left > 0
    and ("%d = 2 \u{d7} slide / batch, and the last result"):format(#with)
    or ("%d, and the last result"):format(#with)
  if not step.before then
    with.sum = tostring(#with)
  end
  read_row(page, y + 22, "without inverse", all)
  read_row(page, y + 48, "with inverse", with)
  page.canvas:text({x = 212, y = y + 72, text = story.calls(model), role = "muted",
    size = style.size.subline})
  return y + 80
end

---The picture as DOT.
---@param model table
---@param options table
---@return string
function M.draw(model, options)
  local step = model.step
  local from = step.before and step.before.begin or step.now.begin
  local page = parts.page(model, options, {from = from, to = step.now.time, cell = CELL,
    widest = WIDEST})
  page.sums_x = page.axis.right + 30
  page:batch_numbers(parts.top - 2)
  local y = part_rows(page, 82) + 22
  y = draw_step(page, y)
  return page:finish(savings(page, y + 21), options)
end

return M
