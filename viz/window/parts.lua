-- viz.window.parts: what all pictures of windows have: the page, batches along the top,
-- names of rows, the boxes of members.
-- SPDX-License-Identifier: MIT
local axis = require("viz.axis")
local canvas = require("viz.canvas")
local format = require("viz.format")
local story = require("viz.window.story")
local style = require("viz.style")
local titles = require("viz.titles")
local words = require("sluice.words")

local M = {}

M.left = 132 -- of the plot
M.top = 73 -- of the row of batch numbers

local LABELS_APART <const> = 40

---@class WindowPage
local Page = {}
Page.__index = Page

---A page whose plot is `widest` points wide, or less if that is enough for batches of
---`cell` points.
---@param model table
---@param options {theme: string?}
---@param plot {from: integer, to: integer, cell: number, widest: number}
---@return WindowPage
function M.page(model, options, plot)
  local count = (plot.to - plot.from) // model.interval
  local width = math.min(plot.widest, count * plot.cell)
  local page = setmetatable({model = model,
    canvas = canvas.new({id = "window", theme = options.theme}),
    axis = axis.new({from = plot.from, to = plot.to, interval = model.interval,
      left = M.left, width = width}), from = plot.from, to = plot.to}, Page)
  page.numbered = page.axis.batch_width * model.reach / model.interval >= 14
  return page
end

---The edges of a span of time, cut to the plot.
function Page:edges(from, to)
  return self.axis:inside(from), self.axis:inside(to)
end

function Page:row_name(y, name, second, role)
  self.canvas:text({x = style.page.margin, y = y, text = name, bold = true,
    size = style.size.lane, role = role})
  if second then
    self.canvas:text({x = style.page.margin, y = y + 12, text = second, role = "muted",
      size = style.size.small})
  end
end

-- Every how many batches a number is written.
local function number_step(width)
  local step, power = 1, 1
  while step * width < (width >= 20 and 1 or LABELS_APART) do
    for _, factor in ipairs({2, 5, 10}) do
      step = factor * power
      if step * width >= LABELS_APART then
        break
      end
    end
    power = power * 10
  end
  return step
end

---The numbers of the batches, as many as are readable.
function Page:batch_numbers(y)
  local model, step = self.model, number_step(self.axis.batch_width)
  self:row_name(y, "batch")
  for number = self.from // model.interval + 1, self.to // model.interval do
    if number % step == 0 or step == 1 then
      local left, right = self:edges((number - 1) * model.interval,
        number * model.interval)
      self.canvas:text({x = (left + right) / 2, y = y, text = tostring(number),
        anchor = "middle", size = 11, bold = true, batch = number, kind = "batch"})
    end
  end
end

---A grid line at each tick that has room, from y to bottom, with its time above, or at
---`at`.
function Page:ticks(y, bottom, at)
  local model, text_y = self.model, at or y - 9
  local step = model.interval
  while step * self.axis.scale < 20 do
    step = step * (step * self.axis.scale < 4 and 5 or 2)
  end
  self.canvas:note_axis({left = self.axis:x(self.from), right = self.axis:x(self.to),
    top = y, bottom = bottom, from = self.from, to = self.to})
  for time = self.from, self.to, step do
    local x = self.axis:x(time)
    local at_end = time == self.from or time + step > self.to
    local text = format.seconds(time) .. (at_end and " s" or "")
    self.canvas:text({x = x, y = text_y, text = text, anchor = "middle", role = "muted",
      size = style.size.small, kind = "axis"})
  end
  self.canvas:behind(function()
    for time = self.from, self.to, step do
      local x = self.axis:x(time)
      self.canvas:line({points = {{x, y}, {x, bottom}}, role = "rule", kind = "grid"})
    end
  end)
end

---The id of a window, by its end: "window-4"; of any but the first window of a program
---with its stream.
function Page:window_id(time)
  local model = self.model
  local text = time % 1000000 == 0 and ("%d"):format(time // 1000000)
    or ("%dms"):format(time // 1000)
  return model.stream == model.candidates[1] and "window-" .. text
    or ("window-s%d-%s"):format(model.stream.number, text)
end

-- What stands in a member: the number of its batch, or the end of the window it is.
local function member_text(model, member)
  if model.is_nested then
    return canvas.fit({"W " .. words.moment(member.time), format.seconds(member.time)},
      model.member_width or 1e9, {bold = true, size = style.size.lane})
  end
  return tostring(member.number)
end

---The boxes of the members of a window, in a row from y on.
function Page:members(window, y, height, options)
  options = options or {}
  local model, id = self.model, self:window_id(window.time)
  model.member_width = model.reach * self.axis.scale - 4
  for _, member in ipairs(window.members) do
    local left, right = self:edges(member.from, member.to)
    if right - left > 0.3 then
      local box = canvas.sharing({kind = "member", batch = member.number,
        from = window.time // 1000})
      local gap = self.numbered and 2 or 0
      self.canvas:box(box({x = left + gap, y = y, w = right - left - 2 * gap,
        h = height, fill = self.numbered and style.batch(member.number) or "focusw",
        opacity = options.opacity, id = id .. "-" .. member.number,
        name = ("window at %s holds %s %s"):format(words.moment(window.time),
          model.is_nested and "the one at" or "batch",
          model.is_nested and words.moment(member.time) or member.number)}))
      local text = self.numbered and member_text(model, member)
      if text and right - left > 10 then
        self.canvas:text(box({x = (left + right) / 2, y = y + height / 2, text = text,
          anchor = "middle", bold = true, size = style.size.lane,
          id = id .. "-" .. member.number .. "-label"}))
      end
    end
  end
end

---The frame around a window: open where the picture cuts it, dashed on the left where
---it is short.
function Page:frame(window, y, height)
  local left, right = self:edges(window.begin, window.time)
  local bottom = y + height
  local stroke = canvas.sharing({role = "focus", width = 1.75,
    from = window.time // 1000})
  local points = {{left, y}, {right, y}, {right, bottom}, {left, bottom}}
  local is_cut = window.begin < self.from or window.time > self.to
  if window.time > self.to then
    points = {{right, y}, {left, y}, {left, bottom}, {right, bottom}}
  elseif not window.partial and not is_cut then
    points[5] = points[1]
  end
  self.canvas:line(stroke({points = points, kind = "window",
    id = self:window_id(window.time),
    name = ("window at %s: %s"):format(words.moment(window.time),
      #window.batches > 0 and format.batches(self:distinct(window)) or "no batch")}))
  if window.partial and not is_cut then
    self.canvas:line(stroke({points = {{left, y}, {left, bottom}}, dashed = true}))
  end
end

---The numbers of the batches of a window, each once.
function Page:distinct(window)
  local seen, list = {}, {}
  for _, number in ipairs(window.batches) do
    if not seen[number] then
      seen[number] = true
      list[#list + 1] = number
    end
  end
  return list
end

---Ends the page: titles and footnotes around what reaches down to `bottom`.
---@param bottom number
---@param options {title: boolean?}
---@return string DOT
function Page:finish(bottom, options)
  local model, top = self.model, 0
  if options.title == false then
    top, bottom = M.top - 24, bottom + 16
  else
    bottom = titles.draw(self.canvas, {headline = story.headline(model),
      settings = story.settings(model), notes = story.footnotes(model)}, bottom)
  end
  return self.canvas:finish({bottom = bottom, top = top,
    alt = story.alternative(model)})
end

return M
