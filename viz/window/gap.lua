-- viz.window.gap: windows that are shorter than their slide, in one row, and the
-- batches that none of them sees.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local format = require("viz.format")
local parts = require("viz.window.parts")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local HEIGHT <const> = 24
local WIDEST <const>, CELL <const> = 640, 52

local function batch_row(page, y)
  local model = page.model
  page:row_name(y + 12, "batch")
  for _, batch in ipairs(model.batches) do
    local left, right = page:edges(batch.time - model.interval, batch.time)
    local is_seen = batch.covers > 0
    local box = canvas.sharing({kind = "batch", batch = batch.number,
      from = batch.time // 1000})
    local inset = page.axis.batch_width >= 14 and 2 or 0.3
    page.canvas:box(box({x = left + inset, y = y, w = right - left - 2 * inset,
      h = HEIGHT, fill = is_seen and style.batch(batch.number) or nil,
      line = is_seen and style.batch(batch.number, "l") or "frame",
      dashed = not is_seen or nil, id = "batch-" .. batch.number,
      name = ("batch %d: %s"):format(batch.number,
        is_seen and "in a window" or "never seen")}))
    local text = canvas.fit({tostring(batch.number)}, right - left - 4,
      {size = style.size.lane, bold = true, pad = 1})
    if text then
      page.canvas:text(box({x = (left + right) / 2, y = y + 12, text = text,
        anchor = "middle", bold = true, size = style.size.lane,
        role = not is_seen and "muted" or nil,
        id = "batch-" .. batch.number .. "-label"}))
    end
  end
end

-- The words between two windows; batches behind the last one may still be seen.
local function gaps(page, y)
  local runs = {}
  for _, batch in ipairs(page.model.batches) do
    local last = runs[#runs]
    if batch.covers == 0 and last and last.to == batch.time - page.model.interval then
      last.to = batch.time
    elseif batch.covers == 0 then
      runs[#runs + 1] = {from = batch.time - page.model.interval, to = batch.time}
    end
  end
  for _, run in ipairs(runs) do
    local left, right = page:edges(run.from, run.to)
    local text = canvas.fit({"never seen", "never"}, right - left,
      {size = style.size.small, pad = 3})
    if text then
      page.canvas:text({x = (left + right) / 2, y = y + 12, text = text, italic = true,
        anchor = "middle", size = style.size.small, role = "muted",
        from = run.to // 1000})
    end
  end
end

local function window_row(page, y)
  local model = page.model
  page:row_name(y + 12, "windows", ("%s, every %s"):format(words.duration(model.length),
    words.duration(model.slide)), "focus")
  for _, window in ipairs(model.windows) do
    page:members(window, y, HEIGHT)
    page:frame(window, y - 1, HEIGHT + 2)
    local right = page.axis:inside(window.time)
    local room = math.min(model.slide * page.axis.scale, right - page.axis.left)
    local moment = words.moment(window.time)
    local text = canvas.fit({"W at " .. moment, "W " .. moment,
      format.seconds(window.time)}, room, {size = style.size.subline, bold = true})
    if text then
      page.canvas:text({x = right - 6, y = y + 39, text = text, anchor = "right",
        bold = true, role = "focus", size = style.size.subline,
        from = window.time // 1000, id = page:window_id(window.time) .. "-label"})
    end
  end
  gaps(page, y)
  local coming = model.coming
  if coming and #coming.members > 0 then
    page:members(coming, y, HEIGHT, {opacity = 0.5})
    local left, right = page:edges(coming.begin, coming.time)
    local top, bottom = y - 1, y + HEIGHT + 1
    page.canvas:line({points = {{right + 8, top}, {left, top}, {left, bottom},
      {right + 8, bottom}}, role = "frame", width = 1.25, dashed = true,
      kind = "window"})
    page.canvas:text({x = right + 14, y = y + 12, text = "still to come",
      role = "muted", size = style.size.small})
  end
end

---The picture as DOT.
---@param model table
---@param options table
---@return string
function M.draw(model, options)
  local page = parts.page(model, options, {from = model.from, to = model.to,
    cell = CELL, widest = WIDEST})
  batch_row(page, 66)
  window_row(page, 112)
  page:ticks(94, 163, 173)
  return page:finish(179, options)
end

return M
