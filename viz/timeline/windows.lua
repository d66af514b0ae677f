-- viz.timeline.windows: which batches each window covers, rows that overlap each other.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local format = require("viz.format")
local lanes = require("viz.timeline.lanes")
local metrics = require("viz.metrics")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local fit = canvas_module.fit
local MOST_ROWS <const> = 4
local KEPT_ROWS <const> = 3 -- of a group with more rows, this many of its last windows

-- "window-4" for the one that ends at 4 s; further groups are told apart by their
-- stream.
local function window_id(group, window)
  local time = window.time % 1000000 == 0 and ("%d"):format(window.time // 1000000)
    or ("%dms"):format(window.time // 1000)
  return group.first and "window-" .. time
    or ("window-s%d-%s"):format(group.stream, time)
end

local function window_name(window)
  return ("window at %s: %s"):format(words.moment(window.time),
    format.batches(window.members))
end

-- How many of the windows hold each batch.
local function shares(group)
  local counts = {}
  for _, window in ipairs(group.shown) do
    for _, number in ipairs(window.members) do
      counts[number] = (counts[number] or 0) + 1
    end
  end
  return counts
end

-- The edges of a batch on the axis, cut to the range that is drawn.
local function edges(page, number)
  local model = page.model
  return page.axis:inside((number - 1) * model.interval),
    page.axis:inside(number * model.interval)
end

local function band(page, group, number, y, from)
  local left, right = edges(page, number)
  local height = group.apart - group.height
  page.canvas:box({x = left + 1, y = y, w = right - left - 2, h = height,
    fill = style.batch(number), opacity = 0.55, kind = "overlap", batch = number,
    from = from})
  local text = fit({"in both"}, right - left, {size = style.size.small})
  if text and height >= 11 and group.shared[number] == 2 then
    page.canvas:text({x = (left + right) / 2, y = y + height / 2, text = text,
      anchor = "middle", italic = true, size = style.size.small, batch = number,
      from = from})
  end
end

-- Batches of two windows in rows that touch are joined by a band of their colour.
local function bands(page, group, top)
  local by_batch = {}
  for _, window in ipairs(group.shown) do
    for _, number in ipairs(window.members) do
      local before = by_batch[number]
      if before and math.abs(before.row - window.row) == 1 then
        local y = top(math.min(before.row, window.row)) + group.height
        band(page, group, number, y, window.time // 1000)
      end
      by_batch[number] = window
    end
  end
end

local function draw_member(page, group, window, number, y)
  local left, right = edges(page, number)
  if right - left < 0.5 then
    return
  end
  local role, shared, opacity = style.batch(number), group.shared[number] > 1, nil
  if not group.numbered then
    role, opacity = shared and "focus" or "focusw", shared and 0.5 or nil
  end
  local id = ("%s-%d"):format(window_id(group, window), number)
  local gap = group.numbered and 2 or 0
  local member = canvas_module.sharing({kind = "member", batch = number,
    from = window.time // 1000})
  page.canvas:box(member({
    x = left + gap / 2, y = y + 1, w = right - left - gap, h = group.height - 2,
    fill = role, opacity = opacity, id = id,
    name = ("window at %s holds batch %d"):format(words.moment(window.time), number),
  }))
  if group.numbered then
    page.canvas:text(member({
      x = (left + right) / 2, y = y + group.height / 2, text = tostring(number),
      anchor = "middle", size = style.size.number, bold = true, id = id .. "-label",
    }))
  end
end

-- A window that is cut by the picture is open on the left; a partial one is dashed
-- there.
local function outline(page, group, window, y)
  local axis = page.axis
  local left, right = axis:inside(window.begin) + 0.8, axis:x(window.time) - 0.8
  local bottom = y + group.height
  local points = {{left, y}, {right, y}, {right, bottom}, {left, bottom}}
  local closed = not window.partial and window.begin >= page.model.from
  if closed then
    points[5] = points[1]
  end
  local stroke = canvas_module.sharing({role = "focus", from = window.time // 1000,
    width = group.numbered and 1.75 or 1})
  page.canvas:line(stroke({points = points, kind = "window",
    id = window_id(group, window), name = window_name(window)}))
  if window.partial and window.begin >= page.model.from then
    page.canvas:line(stroke({points = {{left, y}, {left, bottom}}, dashed = true}))
  end
end

-- The end of a window, behind it, or inside of its last batch where there is no room.
local function label(page, group, window, y)
  local moment = words.moment(window.time)
  local mark = canvas_module.sharing({
    y = y + group.height / 2, bold = true, role = "focus", kind = "window",
    from = window.time // 1000, id = window_id(group, window) .. "-label",
  })
  local right = page.axis:x(window.time)
  local placed = page.canvas:place({
    mark({x = right + 6, text = "W at " .. moment, size = style.size.subline}),
    mark({x = right + 4, text = "W " .. moment}),
  })
  if placed and window.partial then
    local width = metrics.width(placed.text, placed.size or style.size.label, true)
    page.canvas:place({{x = placed.x + width + 7, y = placed.y, size = style.size.small,
      text = ("%d of %d"):format(#window.members, window.parts), italic = true,
      role = "focus", from = placed.from}})
  elseif not placed then
    local room = page.axis.batch_width / 2 - 8
    local text = fit({"W at " .. moment, "W " .. moment}, room, {bold = true, pad = 2})
    if text then
      -- On the fill of a batch only ink has enough contrast.
      page.canvas:text(mark({x = right - 4, text = text, anchor = "right",
        role = "ink"}))
    end
  end
end

-- Rows that no window of the range is in are taken out.
local function close_rows(group)
  local used, rows = {}, 0
  for _, window in ipairs(group.shown) do
    used[window.row] = true
  end
  local new = {}
  for row = 0, group.rows - 1 do
    if used[row] then
      new[row], rows = rows, rows + 1
    end
  end
  for _, window in ipairs(group.shown) do
    window.row = new[window.row]
  end
end

-- What of a group is drawn, and how high its rows are.
local function prepare(page, group)
  group.shown = group.list
  local last = group.list[#group.list]
  local number = tostring(last and last.members[#last.members] or 1)
  group.numbered = page.axis.batch_width >= 14 and fit({number},
    page.axis.batch_width - 2, {size = style.size.number, bold = true}) ~= nil
  group.height = group.numbered and 21.4 or 9
  group.apart = group.numbered and 33 or 13
  if page.dense and group.numbered then
    group.apart = 26
  end
  if group.rows > MOST_ROWS and #group.list > KEPT_ROWS then
    local from = #group.list - KEPT_ROWS + 1
    group.shown = table.move(group.list, from, #group.list, 1, {})
    for i, window in ipairs(group.shown) do
      window.row = i - 1
    end
    local rest = #group.list - KEPT_ROWS
    group.note = "+ " .. words.count(rest, "window")
    page:leave_out(("%s not drawn, an earlier range shows them"):format(
      words.count(rest, "earlier window")))
  end
  page.plain_windows = page.plain_windows or not group.numbered
  group.shared = shares(group)
  close_rows(group)
end

-- What is left out, or which streams these are, if that is not plain; "window" is said
-- by the lines above.
local function note_of(page, group)
  local names = table.concat(group.names, ", ")
  if group.note or #group.names == 1 and #page.model.windows == 1
    or names == "window" then
    return group.note
  end
  return fit({names, group.names[1]}, 74, {size = style.size.small, pad = 0})
end

-- Returns the height below which nothing of it stands.
local function lane_name(page, group, y)
  local note = note_of(page, group)
  lanes.name(page, y, "windows", ("%s, every %s"):format(words.duration(group.length),
    words.duration(group.slide)))
  if note then
    page.canvas:text({x = style.page.margin, y = y + 23, text = note,
      size = style.size.small, role = "muted"})
  end
  return y + (note and 30 or 18)
end

---The windows of one stream.
---@return number y below
function M.draw(page, group, y)
  prepare(page, group)
  local rows = 1
  for _, window in ipairs(group.shown) do
    rows = math.max(rows, window.row + 1)
  end
  local function top(row)
    return y + row * group.apart
  end
  local named = lane_name(page, group, y + 10)
  if #group.shown == 0 then
    page.canvas:text({x = page.axis.left + 6, y = y + 10, italic = true, role = "muted",
      text = "none ends in this range"})
    return y + 34
  end
  if group.numbered then
    bands(page, group, top)
  end
  for _, window in ipairs(group.shown) do
    local at = top(window.row)
    for _, number in ipairs(window.members) do
      draw_member(page, group, window, number, at)
    end
    outline(page, group, window, at)
    page.canvas:take(page.axis:inside(window.begin), at, page.axis:x(window.time),
      at + group.height)
  end
  if group.numbered then
    for _, window in ipairs(group.shown) do
      label(page, group, window, top(window.row))
    end
  end
  return math.max(top(rows - 1) + group.height, named)
end

return M
