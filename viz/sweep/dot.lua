-- viz.sweep.dot: processing time against the batch interval, for several runs of one
-- program, with the line on which both are equal: above it a run does not keep up.
-- Spark: none; its tuning guide says in words what the picture shows.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local metrics = require("viz.metrics")
local style = require("viz.style")
local titles = require("viz.titles")
local words = require("sluice.words")

local M = {}

local LEFT <const>, WIDTH <const>, TOP <const>, HEIGHT <const> = 72, 600, 72, 300
local TICKS <const> = 8    -- at most, on each axis
local LABEL_GAP <const> = 12 -- between the names of series

---@class SweepPage
local Page = {}
Page.__index = Page

function Page:x(us)
  return LEFT + us * WIDTH / self.most_x
end

function Page:y(us)
  return TOP + HEIGHT - us * HEIGHT / self.most_y
end

-- The smallest round distance with so few ticks.
local function tick_step(most)
  local power = 1000
  while true do
    for _, factor in ipairs({1, 2, 5}) do
      if most / (factor * power) <= TICKS then
        return factor * power
      end
    end
    power = power * 10
  end
end

local function extents(chart)
  local x, y = 1000, 1000
  for _, series in ipairs(chart.series) do
    for _, point in ipairs(series.points) do
      x, y = math.max(x, point.interval), math.max(y, point.most)
    end
  end
  for _, found in ipairs(chart.stable) do
    x = math.max(x, found.interval)
  end
  return x * 1.05, y * 1.1
end

local function frame(page)
  local right, bottom = LEFT + WIDTH, TOP + HEIGHT
  for us = 0, page.most_x, tick_step(page.most_x) do
    page.canvas:line({points = {{page:x(us), TOP}, {page:x(us), bottom}}, role = "rule",
      kind = "grid"})
    page.canvas:text({x = page:x(us), y = bottom + 10, text = us == 0 and "0"
      or words.duration(us), anchor = "middle", size = style.size.small, kind = "axis"})
  end
  for us = 0, page.most_y, tick_step(page.most_y) do
    page.canvas:line({points = {{LEFT, page:y(us)}, {right, page:y(us)}}, role = "rule",
      kind = "grid"})
    page.canvas:text({x = LEFT - 7, y = page:y(us), text = us == 0 and "0"
      or words.duration(us), anchor = "right", size = style.size.small, kind = "axis"})
  end
  page.canvas:line({points = {{LEFT, TOP}, {LEFT, bottom}, {right, bottom}},
    role = "frame"})
  page.canvas:text({x = LEFT + WIDTH / 2, y = bottom + 25, text = "batch interval",
    anchor = "middle", bold = true, size = style.size.subline})
  page.canvas:text({x = style.page.margin, y = TOP - 14, text = "processing time",
    bold = true, size = style.size.subline})
end

-- Where processing time equals the interval; it may leave the plot at its top.
local function limit(page)
  local far = math.min(page.most_x, page.most_y)
  page.canvas:line({points = {{page:x(0), page:y(0)}, {page:x(far), page:y(far)}},
    role = "ink", dashed = true, id = "limit"})
  local text, size = "as long as the interval", style.size.small
  local right = page:x(far) + 8 + metrics.width(text, size, true)
  local at_side = right <= style.page.width - style.page.margin
  page.canvas:text({x = at_side and page:x(far) + 6 or page:x(far) - 4,
    y = page:y(far) + (at_side and 0 or -8), text = text, bold = true, size = size,
    anchor = at_side and "left" or "right"})
end

-- Series differ in shape and colour.
local SHAPES = {
  function(page, e)
    page.canvas:dot({x = e.x, y = e.y, radius = 3.2, fill = e.role, id = e.id,
      name = e.name, kind = "run"})
  end,
  function(page, e)
    page.canvas:box({x = e.x - 3, y = e.y - 3, w = 6, h = 6, fill = e.role, id = e.id,
      name = e.name, kind = "run"})
  end,
  function(page, e)
    page.canvas:box({x = e.x - 3, y = e.y - 3, w = 6, h = 6, fill = "paper",
      line = e.role, width = 1.2, id = e.id, name = e.name, kind = "run"})
  end,
  function(page, e)
    page.canvas:line({points = {{e.x - 4, e.y + 3}, {e.x, e.y - 4}, {e.x + 4, e.y + 3},
      {e.x - 4, e.y + 3}}, role = e.role, width = 1.4, id = e.id, name = e.name,
      kind = "run"})
  end,
}

local function draw_point(page, series, number, point, i)
  local x, role = page:x(point.interval), style.batch(number, "l")
  page.canvas:line({points = {{x, page:y(point.mean)}, {x, page:y(point.most)}},
    role = role, width = 0.8})
  page.canvas:line({points = {{x - 3, page:y(point.most)}, {x + 3,
    page:y(point.most)}}, role = role, width = 0.8})
  SHAPES[(number - 1) % #SHAPES + 1](page, {x = x, y = page:y(point.mean), role = role,
    id = ("run-%d-%d"):format(number, i),
    name = ("%s: interval %s, processing time %s, at most %s, %s"):format(
      series.name ~= "" and series.name or "run", words.duration(point.interval),
      point.mean_text, point.most_text, point.keeps_up and "keeps up"
      or "does not keep up")})
  local y = page:y(point.mean)
  page.canvas:take(x - 3, y - 3, x + 3, y + 3)
end

-- A cross stands above, or where nothing else does.
local function cross(page, point)
  local x, y = page:x(point.interval), page:y(point.mean)
  local candidates = {}
  for i, place in ipairs({{x, page:y(point.most) - 9}, {x - 10, y}, {x, y + 11},
    {x + 10, y}}) do
    candidates[i] = {x = place[1], y = place[2], text = "\u{2715}", anchor = "middle",
      bold = true, role = "bad", size = style.size.label}
  end
  page.canvas:place(candidates)
end

-- Names at the ends of the lines, moved apart where they would meet.
local function series_names(page, list)
  table.sort(list, function(a, b)
    return a.y < b.y
  end)
  local above = -math.huge
  for _, one in ipairs(list) do
    local y = math.max(one.y, above + LABEL_GAP)
    above = y
    page.canvas:text({x = one.x + 8, y = y, text = canvas.cut(one.text,
      style.page.width - style.page.margin - one.x - 30, style.size.label),
      size = style.size.label, role = one.role})
  end
end

local function draw_series(page, chart)
  local names = {}
  for number, series in ipairs(chart.series) do
    local points = {}
    for i, point in ipairs(series.points) do
      points[i] = {page:x(point.interval), page:y(point.mean)}
    end
    if #points > 1 then
      page.canvas:line({points = points, role = style.batch(number, "l"), width = 1.2})
    end
    for i, point in ipairs(series.points) do
      draw_point(page, series, number, point, i)
    end
    local last = points[#points]
    if last and series.name ~= "" then
      names[#names + 1] = {x = last[1], y = last[2], text = series.name, role = "ink"}
    end
  end
  for _, series in ipairs(chart.series) do
    for _, point in ipairs(series.points) do
      if not point.keeps_up then
        cross(page, point)
      end
    end
  end
  series_names(page, names)
end

-- The shortest interval that keeps up, as a mark on the axis.
local function draw_stable(page, chart)
  for _, found in ipairs(chart.stable) do
    local x, bottom = page:x(found.interval), TOP + HEIGHT
    local top = page:y(math.min(found.interval, page.most_y))
    page.canvas:line({points = {{x, bottom}, {x, top}},
      role = style.batch(found.series, "l"), width = 1.4, dashed = "dotted",
      id = ("stable-%d"):format(found.series),
      name = found.text})
  end
end

---The picture as DOT for `neato -n2`.
---@param chart table headline, settings and notes: texts; series {name, points}; points
---  {interval, mean, most, keeps_up, mean_text, most_text}; stable
---  {interval, text, series: which of them it is about}
---@param options {theme: string?}
---@return string
function M.draw(chart, options)
  local most_x, most_y = extents(chart)
  local page = setmetatable({most_x = most_x, most_y = most_y,
    canvas = canvas.new({id = "sweep", theme = options.theme})}, Page)
  frame(page)
  limit(page)
  draw_stable(page, chart)
  draw_series(page, chart)
  local bottom = titles.draw(page.canvas, {headline = chart.headline,
    settings = {{text = chart.settings}}, notes = chart.notes}, TOP + HEIGHT + 34)
  return page.canvas:finish({bottom = bottom, top = 0,
    alt = chart.headline .. ". " .. table.concat(chart.notes, " ")})
end

return M
