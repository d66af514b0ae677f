-- viz.chart: values over time as bars, with a scale in the gutter.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local style = require("viz.style")

local M = {}

local HEIGHT <const> = 32

-- The largest of 1, 2, 5, 10, 20, 50 … that is no more than a value; as such 1.5 too.
local function nice_below(value)
  local power = 1
  while power * 10 <= value do
    power = power * 10
  end
  for _, factor in ipairs({5, 2, 1.5}) do
    if factor * power <= value and (factor * power) % 1 == 0 then
      return math.tointeger(factor * power)
    end
  end
  return power
end

---A number at the scale left of a chart.
---@param page table
---@param y number
---@param text string
function M.scale_mark(page, y, text)
  page.canvas:text({x = page.axis.left - 7, y = y, text = text, anchor = "right",
    size = style.size.small, role = "muted"})
  page.canvas:line({points = {{page.axis.left - 4, y}, {page.axis.left, y}},
    role = "frame"})
end

local function bar(page, item, bottom, points, gap)
  local left, right = page.axis:inside(item.from), page.axis:inside(item.to)
  local height = item.value * points
  if height > 0 and right > left then
    page.canvas:box({x = left + gap / 2, y = bottom - height, w = right - left - gap,
      h = height, fill = item.role or "frame", kind = "bar", batch = item.batch,
      from = item.to // 1000, name = item.name})
  end
  if item.most and item.most > item.value then
    page.canvas:line({points = {{left, bottom - item.most * points},
      {right, bottom - item.most * points}}, role = item.role or "frame", width = 1,
      from = item.to // 1000})
  end
end

---Bars from y downwards: a list of {from, to, value, most, role, batch, name}; most is
---drawn as a mark above. `write` makes the text of a value on the scale, `limit` is a
---value to mark by a dashed line. Returns the y below.
---@param page table canvas and axis
---@param y number
---@param list table[]
---@param options? {write: (fun(value: number): string)?, limit: number?, unit: number?}
---@return number
function M.bars(page, y, list, options)
  options = options or {}
  local write, unit = options.write or format.count, options.unit or 1
  local bottom, most = y + HEIGHT, options.limit or 0
  for _, item in ipairs(list) do
    most = math.max(most, item.most or item.value)
  end
  local points = most > 0 and (HEIGHT - 2) / most or 0
  local width = list[1] and (list[1].to - list[1].from) * page.axis.scale or 0
  for _, item in ipairs(list) do
    bar(page, item, bottom, points, math.min(1, width / 6))
  end
  page.canvas:line({points = {{page.axis.left, bottom}, {page.axis.right, bottom}},
    role = "frame"})
  if most >= unit then
    local mark = nice_below(most // unit) * unit
    M.scale_mark(page, bottom - mark * points, write(mark))
  end
  M.scale_mark(page, bottom, "0")
  if options.limit then
    page.canvas:line({points = {{page.axis.left, bottom - options.limit * points},
      {page.axis.right, bottom - options.limit * points}}, role = "ink", dashed = true})
  end
  return bottom
end

return M
