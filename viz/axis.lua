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

-- The smallest of 1, 2, 5, 10, 20, 50 … batches that keeps labels apart.
local function label_step(batch_width)
  local power = 1
  while true do
    for _, n in ipairs(NICE) do
      if n * power * batch_width >= LABELS_APART then
        return n * power
      end
    end
    power = power * 10
  end
end

---An axis from one time to another, as long as the plot of the page unless it is said.
---@param options {from: integer, to: integer, interval: integer, left: number?,
---  width: number?}
---@return Axis
function M.new(options)
  local left = options.left or style.page.plot_x
  local width = options.width or style.page.plot
  local scale = width / (options.to - options.from)
  return setmetatable({
    from = options.from, to = options.to, interval = options.interval, scale = scale,
    left = left, right = left + width,
    batch_width = scale * options.interval,
    step = label_step(scale * options.interval),
  }, Axis)
end

function Axis:x(time)
  return self.left + (time - self.from) * self.scale
end

---A time cut off at the ends of the axis, as x.
function Axis:inside(time)
  return math.max(self.left, math.min(self.right, self:x(time)))
end

local function label(axis, canvas, time, text)
  canvas:text({
    x = axis:x(time), y = style.page.axis_label, text = text, anchor = "middle",
    size = style.size.subline, bold = true, kind = "axis",
  })
end

local function grid_line(axis, canvas, time, bottom, faint)
  canvas:line({points = {{axis:x(time), style.page.axis}, {axis:x(time), bottom}},
    role = faint and "wash" or "rule", kind = "grid"})
end

-- The unit stands at both ends; a label in between that would touch the last is left
-- out.
local function labels(axis, canvas)
  local last = format.seconds(axis.to) .. " s"
  local limit = axis.right - metrics.width(last, style.size.subline, true) - 8
  label(axis, canvas, axis.from, format.seconds(axis.from) .. " s")
  local step = axis.step * axis.interval
  for time = (axis.from // step + 1) * step, axis.to - 1, step do
    if axis:x(time) < limit then
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
    top = self.y or style.page.axis, from = self.from, to = self.to})
  local step = self.step * self.interval
  for time = self.from, self.to, self.interval do
    local labelled = time % step == 0 or time == self.from or time == self.to
    if labelled or self.batch_width >= 6 then
      grid_line(self, canvas, time, bottom, not labelled)
    end
  end
end

---Draws the line and the labels.
---@param canvas Canvas
function Axis:draw(canvas)
  labels(self, canvas)
  canvas:line({points = {{self.left, style.page.axis}, {self.right, style.page.axis}},
    role = "frame"})
end

return M
