-- viz.storage.memory: how much memory blocks take on each executor, over time.
-- SPDX-License-Identifier: MIT
local axis = require("viz.axis")
local chart = require("viz.chart")
local metrics = require("viz.metrics")
local model_module = require("viz.storage.model")
local story = require("viz.storage.story")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local HEIGHT <const> = 26
local MOST_CHARTS <const> = 6
local SCALE <const> = 3 -- a ceiling that is so many times the most is not drawn

-- One curve: the executors together, so that many need one chart only.
local function sum_of(model, lanes)
  local sum, ceiling = {most = 0}, 0
  for _, lane in ipairs(lanes) do
    for bin, used in pairs(model.series[lane.number] or {}) do
      if bin ~= "most" then
        sum[bin] = (sum[bin] or 0) + used
      end
    end
    ceiling = ceiling + (lane.memory or 0)
  end
  for bin, used in pairs(sum) do
    sum.most = bin ~= "most" and math.max(sum.most, used) or sum.most
  end
  return sum, ceiling
end

-- The fullest executors have a chart each.
local function chosen(model)
  local order, list, others = {}, {}, {}
  for i, lane in ipairs(model.lanes) do
    local series = model.series[lane.number]
    order[i] = {lane = lane, most = series and series.most or 0, place = i}
  end
  table.sort(order, function(a, b)
    if a.most ~= b.most then
      return a.most > b.most
    end
    return a.place < b.place
  end)
  local keep, limit = {}, #order > MOST_CHARTS and MOST_CHARTS - 1 or #order
  for i = 1, limit do
    keep[order[i].lane] = i == 1 or #order <= MOST_CHARTS or order[i].most > 0
  end
  for _, lane in ipairs(model.lanes) do
    table.insert(keep[lane] and list or others, lane)
  end
  return list, others
end

local function curve(page, series, y, points)
  local width = (page.axis.right - page.axis.left) / model_module.bins
  local bottom, path, last = y + HEIGHT, {}, nil
  local function flush(stop)
    local from = last and last.from or 0
    if last and last.used > 0 then
      page.canvas:box({x = page.axis.left + from * width, kind = "memory",
        y = bottom - last.used * points, w = (stop - from) * width + 0.3,
        h = last.used * points, fill = "focusw"})
    end
  end
  for bin = 0, model_module.bins - 1 do
    local used = series[bin] or 0
    if not last or last.used ~= used then
      flush(bin)
      local x = page.axis.left + bin * width
      path[#path + 1] = last and {x, bottom - last.used * points} or nil
      path[#path + 1] = {x, bottom - used * points}
      last = {used = used, from = bin}
    end
  end
  flush(model_module.bins)
  path[#path + 1] = {page.axis.right, bottom - last.used * points}
  page.canvas:line({points = path, role = "focus", width = 1.25, kind = "memory"})
end

-- The ceiling as a line if the memory comes near it, else in words.
local function draw_ceiling(page, y, ceiling, most, points)
  local x, text = page.axis.right + 5, story.bytes(ceiling)
  if ceiling <= 0 then
    return
  elseif ceiling > most * SCALE then
    text = "of " .. text
    page.canvas:text({x = x, y = y + HEIGHT / 2, text = text, role = "muted",
      size = style.size.small})
    return
  end
  local level = y + HEIGHT - ceiling * points
  page.canvas:line({points = {{page.axis.left, level}, {page.axis.right, level}},
    role = "ink", dashed = true})
  page.canvas:text({x = x, y = level + 2, text = text, bold = true,
    size = style.size.small})
end

local function draw_chart(page, item, y)
  local top = item.ceiling > 0 and item.ceiling <= item.series.most * SCALE
    and math.max(item.ceiling, item.series.most) or item.series.most
  local points = top > 0 and (HEIGHT - 2) / top or 0
  page.canvas:text({x = style.page.margin, y = y + HEIGHT / 2, text = item.name,
    size = style.size.lane, bold = true})
  page.canvas:line({points = {{page.axis.left, y + HEIGHT},
    {page.axis.right, y + HEIGHT}}, role = "frame"})
  if item.series.most > 0 then
    curve(page, item.series, y, points)
    chart.scale_mark(page, y + HEIGHT - item.series.most * points, story.bytes(
      item.series.most))
    draw_ceiling(page, y, item.ceiling, item.series.most, points)
  else
    page.canvas:text({x = page.axis.left + 6, y = y + HEIGHT / 2, text = "empty",
      italic = true, role = "muted", size = style.size.small})
  end
  return y + HEIGHT + 14
end

-- The moment of the tables above, through all charts.
local function mark(page, top, bottom)
  local at = page.model.moments[#page.model.moments].time
  if at < page.model.from or at > page.model.to then
    return
  end
  local x = page.axis:x(at)
  local bad = page.model.event ~= nil
  page.canvas:line({points = {{x, top}, {x, bottom}}, width = 1.75,
    role = bad and "badline" or "ink", kind = "moment", from = at // 1000})
  local text = words.moment(at)
  local width = metrics.width(text, style.size.small, true)
  local fits = x + width + 8 < page.axis.right
  page.canvas:text({x = fits and x + 4 or x - 4, y = top + 5, text = text, bold = true,
    anchor = fits and "left" or "right", size = style.size.small,
    role = bad and "bad" or "ink", from = at // 1000})
end

---The charts of memory below a height.
---@param page table
---@param y number
---@return number y below
function M.draw(page, y)
  local model = page.model
  page.axis = axis.new({from = model.from, to = model.to, interval = model.interval,
    left = 132, width = 580, y = y + 20})
  page.canvas:text({x = style.page.margin, y = y + 12, text = "memory of blocks",
    size = style.size.subline, role = "muted"})
  local list, others = chosen(model)
  local below = y + 38
  for _, lane in ipairs(list) do
    below = draw_chart(page, {name = "executor " .. lane.number, ceiling = lane.memory
      or 0, series = model.series[lane.number] or {most = 0}}, below)
  end
  if #others > 0 then
    local sum, ceiling = sum_of(model, others)
    below = draw_chart(page, {name = ("%s others"):format(words.number(#others)),
      ceiling = ceiling, series = sum}, below)
    page:leave_out(("memory of the %d fullest executors, and of all others together"
      ):format(#list))
  end
  mark(page, y + 22, below - 12)
  page.axis:draw(page.canvas)
  page.canvas:behind(function()
    page.axis:grid(page.canvas, below - 12)
  end)
  return below - 6
end

return M
