-- viz.axis: simulated time along a picture. Whatever has a time stands at axis:x(time).
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local metrics = require("viz.metrics")
local style = require("viz.style")

local M = {}

---@class Axis
local Axis = {}
Axis.__index = Axis

local LABELS_APART <const> = 40
local NICE <const> = {1, 2, 5}

-- The smallest of 1, 2, 5, 10, 20, 50 … units that keeps labels apart.
local function label_step(width)
  local power = 1
  while true do
    for _, n in ipairs(NICE) do
      if n * power * width >= LABELS_APART then
        return n * power
      end
    end
    power = power * 10
  end
end

---An axis from one time to another, as long as the plot of the page and at its top
---unless left, width and y say otherwise. Labels stand at whole batches, in a range of
---less than two at round times.
---@param options {from: integer, to: integer, interval: integer, left: number?,
---  width: number?, y: number?}
---@return Axis
function M.new(options)
  local left = options.left or style.page.plot_x
  local width = options.width or style.page.plot
  local range = options.to - options.from
  local unit = range < 2 * options.interval and 1 or options.interval
  local scale = width / range
  local step = label_step(scale * unit)
  return setmetatable({
    from = options.from, to = options.to, interval = options.interval, scale = scale,
    left = left, right = left + width, y = options.y or style.page.axis,
    batch_width = scale * options.interval,
    step = step, label_us = step * unit,
    grid_us = unit == 1 and step or options.interval,
  }, Axis)
end

function Axis:x(time)
  return self.left + (time - self.from) * self.scale
end

---A time cut off at the ends of the axis, as x.
function Axis:inside(time)
  local x = self.left + (time - self.from) * self.scale
  return x < self.left and self.left or x > self.right and self.right or x
end

local function label(axis, canvas, time, text)
  canvas:text({
    x = axis:x(time), y = axis.y - 8, text = text, anchor = "middle",
    size = style.size.subline, bold = true, kind = "axis",
  })
end

local function grid_line(axis, canvas, time, bottom, faint)
  canvas:line({points = {{axis:x(time), axis.y}, {axis:x(time), bottom}},
    role = faint and "wash" or "rule", kind = "grid"})
end

-- The unit stands at both ends; a label in between that would touch the last is left
-- out.
local function labels(axis, canvas)
  local last = format.seconds(axis.to) .. " s"
  local limit = axis.right - metrics.width(last, style.size.subline, true) - 8
  local first = format.seconds(axis.from) .. " s"
  local begin = axis.left + metrics.width(first, style.size.subline, true) + 8
  label(axis, canvas, axis.from, first)
  local step = axis.label_us
  for time = (axis.from // step + 1) * step, axis.to - 1, step do
    if axis:x(time) < limit and axis:x(time) > begin then
      label(axis, canvas, time, format.seconds(time))
    end
  end
  label(axis, canvas, axis.to, last)
end

---Draws the grid from the axis down to a height, a line per batch while they are apart,
---and tells the canvas where time stands.
---@param canvas Canvas
---@param bottom number
function Axis:grid(canvas, bottom)
  canvas:note_axis({left = self.left, right = self.right, bottom = bottom,
    top = self.y, from = self.from, to = self.to})
  local function line(time, faint)
    if not faint or self.batch_width >= 6 then
      grid_line(self, canvas, time, bottom, faint)
    end
  end
  line(self.from)
  local step = self.batch_width < 6 and self.label_us or self.grid_us
  for time = (self.from // step + 1) * step, self.to - 1, step do
    line(time, time % self.label_us ~= 0)
  end
  line(self.to)
end

---Draws the line and the labels.
---@param canvas Canvas
function Axis:draw(canvas)
  labels(self, canvas)
  canvas:line({points = {{self.left, self.y}, {self.right, self.y}},
    role = "frame"})
end

return M
