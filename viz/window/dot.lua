-- viz.window.dot: which batches each window covers, a row for each window.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local format = require("viz.format")
local gap = require("viz.window.gap")
local inverse = require("viz.window.inverse")
local metrics = require("viz.metrics")
local parts = require("viz.window.parts")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local ROWS_APART <const>, HEIGHT <const> = 36, 24
local WIDEST <const>, CELL <const> = 416, 52
local RIGHT <const> = 776

-- Batches -----------------------------------------------------------------------------

local function record_texts(batch)
  local texts = {}
  for i, record in ipairs(batch.records) do
    texts[i] = record.text
  end
  return table.concat(texts, " ")
end

-- What arrived in each batch: its records where there is room for them, else how many.
local function batch_row(page, y)
  local model = page.model
  page:row_name(y + 12, model.knows_records and "its records" or "its partitions")
  for _, batch in ipairs(model.batches) do
    local left, right = page:edges(batch.time - model.interval, batch.time)
    local count = model.knows_records and #batch.records or batch.partitions
    local box = canvas.sharing({kind = "batch", batch = batch.number,
      from = batch.time // 1000})
    local gap_width = page.axis.batch_width >= 14 and 2 or 0
    local is_empty = count == 0
    page.canvas:box(box({x = left + gap_width, y = y, w = right - left - 2 * gap_width,
      h = HEIGHT, fill = not is_empty and style.batch(batch.number) or nil,
      line = is_empty and "frame" or style.batch(batch.number, "l"),
      dashed = is_empty and "dotted" or nil, id = "batch-" .. batch.number,
      name = ("batch %d: %s"):format(batch.number, model.knows_records
        and words.count(count, "record") or words.count(count, "partition"))}))
    local texts = {format.count(count)}
    if model.knows_records and count > 0 then
      table.insert(texts, 1, record_texts(batch))
    end
    local text = canvas.fit(texts, right - left - 6,
      {size = style.size.number, pad = 1})
    if text and page.axis.batch_width >= 14 then
      page.canvas:text(box({x = (left + right) / 2, y = y + HEIGHT / 2, text = text,
        anchor = "middle", size = style.size.number, role = is_empty and "muted" or nil,
        id = "batch-" .. batch.number .. "-label"}))
    end
  end
end

-- In how many windows each batch is.
local function cover_row(page, y)
  local model, least, most = page.model, math.huge, 0
  page:row_name(y, "in how many windows")
  for _, batch in ipairs(model.batches) do
    least, most = math.min(least, batch.covers), math.max(most, batch.covers)
  end
  local widest = canvas.fit({most .. "\u{d7}"}, page.axis.batch_width,
    {size = style.size.lane, bold = true, pad = 1})
  if not widest and #model.batches > 0 then
    local text = least == most and ("%d\u{d7} each"):format(least)
      or ("%d\u{d7} to %d\u{d7}"):format(least, most)
    page.canvas:text({x = page.axis.left + 2, y = y, text = text, bold = most > 1,
      size = style.size.lane})
    return
  end
  for _, batch in ipairs(model.batches) do
    local left, right = page:edges(batch.time - model.interval, batch.time)
    local covers = batch.covers
    page.canvas:text({x = (left + right) / 2, y = y, text = covers .. "\u{d7}",
      anchor = "middle", size = style.size.lane, bold = covers ~= 1,
      role = covers == 1 and "muted" or covers == 0 and "bad" or nil,
      kind = "covers", batch = batch.number})
  end
end

-- Beside a window ---------------------------------------------------------------------

-- The records of a window, one after the other, each in the colour of its batch.
local function chips(model, window)
  local list = {}
  for _, number in ipairs(window.batches) do
    local batch = model.by_number[number]
    if not batch then
      return nil
    end
    table.move(batch.records, 1, #batch.records, #list + 1, list)
  end
  return list
end

local function chip_width(record)
  return math.max(15, metrics.width(record.text, style.size.subline) * 1.05 + 6)
end

-- "4 + 4 = 8 records", or less where there is no room.
local function count_texts(model, window, list)
  local sums, total = {}, #list
  for i, member in ipairs(window.members) do
    local sum = 0
    for _, number in ipairs(member.batches) do
      sum = sum + #model.by_number[number].records
    end
    sums[i] = format.count(sum)
  end
  local whole = words.count(total, "record")
  if #sums < 2 then
    return {whole}
  end
  return {table.concat(sums, " + ") .. " = " .. whole, whole}
end

local function draw_chips(page, window, list, y)
  local x = page.records_x
  for _, record in ipairs(list) do
    local width = chip_width(record)
    page.canvas:box({x = x, y = y - 8, w = width, h = 16, kind = "record",
      fill = style.batch(record.number), line = style.batch(record.number, "l"),
      batch = record.number, from = window.time // 1000,
      name = ("%s of batch %d"):format(record.text, record.number)})
    page.canvas:text({x = x + width / 2, y = y, text = record.text, anchor = "middle",
      size = style.size.subline, batch = record.number, from = window.time // 1000})
    x = x + width + 2
  end
end

local function partition_texts(window)
  if not window.partitions then
    return {}
  end
  local total = format.count(window.partitions)
  local list = {total}
  if window.parts and #window.parts > 1 then
    local texts, sum = {}, 0
    for i, count in ipairs(window.parts) do
      texts[i], sum = format.count(count), sum + count
    end
    local members = table.concat(texts, " + ")
    table.insert(list, 1, sum == window.partitions and members .. " = " .. total
      or ("%s, from %s"):format(total, members))
  end
  return list
end

local function arrow(page, window, y)
  local left, right = page.axis:x(window.time) + 4, page.records_x - 9
  if right - left >= 14 then
    local stroke = canvas.sharing({role = "focus", from = window.time // 1000})
    page.canvas:line(stroke({points = {{left, y}, {right, y}}}))
    page.canvas:line(stroke({points = {{right - 5, y - 2.5}, {right, y},
      {right - 5, y + 2.5}}}))
  end
end

-- What stands beside a window: its records as chips, if they fit, and its partitions.
local function plan_beside(page, window)
  local plan = {partitions = canvas.fit(partition_texts(window),
    RIGHT - page.records_x - 40, {pad = 0}), room = RIGHT - page.records_x - 12}
  if plan.partitions then
    plan.room = plan.room - metrics.width(plan.partitions, style.size.label) * 1.1
  end
  plan.list = page.model.knows_records and chips(page.model, window) or nil
  local width = -2
  for _, record in ipairs(plan.list or {}) do
    width = width + chip_width(record) + 2
  end
  plan.has_chips = plan.list and #plan.list > 0 and width <= plan.room
  return plan
end

local function beside(page, window, y)
  local plan = plan_beside(page, window)
  local list, room = plan.list, plan.room
  if plan.partitions then
    page.canvas:text({x = RIGHT, y = y, text = plan.partitions, anchor = "right",
      role = "muted", from = window.time // 1000})
  end
  if not list then
    return
  end
  arrow(page, window, y)
  if plan.has_chips then
    draw_chips(page, window, list, y)
  else
    local counts = canvas.fit(count_texts(page.model, window, list), room / 1.1,
      {pad = 0})
    if counts then
      page.canvas:text({x = page.records_x, y = y, text = counts,
        role = #list == 0 and "muted" or nil, from = window.time // 1000})
    end
  end
end

-- Windows -----------------------------------------------------------------------------

-- Batches that the window above holds, too, are joined by a band.
local function bands(page, above, window, y)
  local held = {}
  for _, member in ipairs(above.members) do
    held[member.time] = true
  end
  for _, member in ipairs(window.members) do
    local left, right = page:edges(member.from, member.to)
    if held[member.time] and right - left > 0.3 then
      local inset = page.numbered and 2 or 0
      page.canvas:box({x = left + inset, y = y - ROWS_APART + HEIGHT + 2,
        w = right - left - 2 * inset, h = ROWS_APART - HEIGHT - 4, kind = "overlap",
        fill = page.numbered and style.batch(member.number) or "focusw",
        opacity = 0.55, batch = member.number, from = (window.time or 0) // 1000})
    end
  end
end

local function second_line(page, window)
  if window.partial then
    local slots = page.model.length // page.model.reach
    return ("short: %d of %d, no waiting"):format(#window.members, slots)
  end
  return nil
end

local function draw_window(page, window, y)
  page:row_name(y + 12, "window at " .. words.moment(window.time),
    second_line(page, window), "focus")
  page:members(window, y, HEIGHT)
  page:frame(window, y - 1, HEIGHT + 2)
  if not page.numbered then
    local left, right = page:edges(window.begin, window.time)
    local text = canvas.fit({format.batches(page:distinct(window)),
      words.count(#window.members, "batch", "batches")}, right - left, {bold = true})
    if text then
      page.canvas:text({x = (left + right) / 2, y = y + 12, text = text,
        anchor = "middle", bold = true, from = window.time // 1000})
    end
  end
  if window.time <= page.to then
    beside(page, window, y + 12)
  end
end

-- The next window has some of its batches already.
local function draw_coming(page, window, y)
  page:row_name(y + 12, "window at " .. words.moment(window.time), "still to come",
    "muted")
  page:members(window, y, HEIGHT, {opacity = 0.5})
  local left = page:edges(window.begin, window.time)
  local right = page.axis.right + 11
  page.canvas:line({points = {{right, y - 1}, {left, y - 1}, {left, y + HEIGHT + 1},
    {right, y + HEIGHT + 1}}, role = "frame", width = 1.25, dashed = true,
    kind = "window"})
  local number = window.missing // page.model.interval
  page.canvas:text({x = page.axis.right + 5, y = y + 12, role = "muted",
    text = page.model.is_nested and "\u{2026}" or ("%d \u{2026}"):format(number)})
end

local function headings(page, y)
  local has_parts, has_chips = false, false
  for _, window in ipairs(page.model.windows) do
    local plan = plan_beside(page, window)
    has_parts = has_parts or plan.partitions ~= nil
    has_chips = has_chips or plan.has_chips
  end
  if page.model.knows_records and #page.model.windows > 0 then
    page.canvas:text({x = page.records_x, y = y, bold = true,
      text = has_chips and "its records, in order" or "its records",
      size = style.size.subline})
  end
  if has_parts then
    page.canvas:text({x = RIGHT, y = y, text = "partitions", bold = true,
      anchor = "right", size = style.size.subline})
  end
end

local function draw_rows(page, options)
  local model, y = page.model, 138
  page:batch_numbers(parts.top)
  batch_row(page, 86)
  page.canvas:text({x = style.page.margin, y = 119, text = "time", role = "muted",
    size = style.size.small})
  headings(page, 119)
  local above
  for _, window in ipairs(model.windows) do
    if above then
      bands(page, above, window, y)
    end
    draw_window(page, window, y)
    above, y = window, y + ROWS_APART
  end
  if model.coming then
    if above then
      bands(page, above, model.coming, y)
    end
    draw_coming(page, model.coming, y)
    y = y + ROWS_APART
  end
  page:ticks(128, y, 119)
  cover_row(page, y + 11)
  return page:finish(y + 18, options)
end

---The picture as DOT for `neato -n2`.
---@param model table of viz.window.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  if model.step then
    return inverse.draw(model, options)
  elseif model.length < model.slide and #model.windows > 0 then
    return gap.draw(model, options)
  end
  local page = parts.page(model, options, {from = model.from, to = model.to,
    cell = CELL, widest = WIDEST})
  page.records_x = math.max(page.axis.right + 30, 480)
  return draw_rows(page, options)
end

return M
