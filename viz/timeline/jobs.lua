-- viz.timeline.jobs: which batch waits, which one runs, and for how long.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local format = require("viz.format")
local lanes = require("viz.timeline.lanes")
local metrics = require("viz.metrics")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local fit = canvas_module.fit
local RUN <const> = 19 -- height of a running bar
local MOST_WAITING <const> = 5

local function ms(us)
  return us // 1000
end

-- Work goes on after the last tick: its bars may run into the right margin.
local EDGE <const> = style.page.width - style.page.margin

-- Waiting -----------------------------------------------------------------------------

-- Each wait takes the first row that is free; too many rows are counted only.
local function rows_of(page)
  local rows, list, hidden = {}, {}, 0
  for _, batch in ipairs(page.model.busy) do
    local wait = batch.wait
    local to = wait and math.min(wait.to or page.model.to, page.model.to)
    if wait and wait.from < page.model.to and to > page.model.from then
      local row = 1
      while rows[row] and rows[row] > wait.from do
        row = row + 1
      end
      if row > MOST_WAITING then
        hidden = hidden + 1
      else
        rows[row] = to
        list[#list + 1] = {batch = batch, row = row, from = wait.from, to = to,
          open = wait.open}
      end
    end
  end
  return list, #rows, hidden
end

local function wait_name(item)
  local number = item.batch.number
  if item.open then
    return ("batch %d waits and never runs"):format(number)
  end
  return ("batch %d waits %s"):format(number, words.duration(item.batch.waited))
end

local function draw_wait(page, item, y, height)
  local left, right = page.axis:inside(item.from), page.axis:inside(item.to)
  local box = {x = left, y = y, w = math.max(right - left, 0.5), h = height,
    fill = "badw", line = "badline", dashed = true, kind = "wait",
    batch = item.batch.number, from = ms(item.from), id = "wait-" .. item.batch.number,
    name = wait_name(item)}
  page.canvas:box(box)
  page.canvas:hatch({x = left + 0.5, y = y, w = right - left - 0.6, h = height,
    role = "badline", kind = "wait", from = ms(item.from)})
  page.canvas:take(left, y, right, y + height)
  item.left, item.right, item.y = left, right, y
end

-- From the end of the wait down to the bar that starts there.
local function connect(page, item, bottom)
  if not item.open and page.axis.batch_width >= 24 and item.to < page.model.to then
    page.canvas:line({points = {{item.right - 0.4, bottom}, {item.right - 0.4,
      bottom + 5.5}}, role = "badline", from = ms(item.to)})
  end
end

local function wait_label(page, item, height, longest)
  local number, duration = item.batch.number, format.duration(item.batch.waited)
  local texts = {("batch %d waits %s"):format(number, duration),
    ("%d: %s"):format(number, duration), tostring(number)}
  if item.open then
    texts = {("batch %d waits"):format(number), tostring(number)}
  elseif longest then
    texts = {("batch %d waits longest: %s"):format(number, duration), texts[2]}
  end
  local label = canvas_module.sharing({
    y = item.y + height / 2, size = style.size.small, bold = true, role = "bad",
    from = ms(item.open and item.from or item.to), kind = "wait",
    id = ("wait-%d-label"):format(number),
  })
  local candidates = {}
  for _, text in ipairs(texts) do
    table.insert(candidates, label({x = item.right + 5, text = text}))
    table.insert(candidates, label({x = item.left - 5, text = text, anchor = "right"}))
  end
  page.canvas:place(candidates, page.axis.left)
end

local function label_waits(page, list, height)
  local longest
  for _, item in ipairs(list) do
    if not longest or item.batch.waited > longest.batch.waited then
      longest = item
    end
  end
  for _, item in ipairs(list) do
    if page.axis.batch_width >= 24 then
      wait_label(page, item, height)
    elseif item == longest then
      wait_label(page, item, height, true)
    end
  end
end

local function row_name(page, y, text)
  page.canvas:text({x = style.page.plot_x - 8, y = y, text = text, anchor = "right",
    size = style.size.small, role = "muted"})
end

-- Returns the y below, or the same y if nothing waits.
local function waiting(page, y)
  local list, count, hidden = rows_of(page)
  if #list == 0 then
    return y
  end
  local tall = page.axis.batch_width >= 24
  local height, apart = tall and 13 or 9, tall and 17 or 11
  for _, item in ipairs(list) do
    draw_wait(page, item, y + (item.row - 1) * apart, height)
    if item.row == math.min(count, MOST_WAITING) then
      connect(page, item, item.y + height)
    end
  end
  label_waits(page, list, height)
  row_name(page, y + height / 2, "waiting")
  local bottom = y + (math.min(count, MOST_WAITING) - 1) * apart + height
  if hidden > 0 then
    row_name(page, bottom + 8, "+ " .. hidden .. " waiting")
    page:leave_out(words.count(hidden, "waiting batch", "waiting batches")
      .. " not drawn")
    bottom = bottom + 14
  end
  return bottom + 5
end

-- Running -----------------------------------------------------------------------------

-- The bars of a batch on the page: one for each output that starts before the edge.
local function segments(page, batch)
  local list = {}
  for _, work in ipairs(batch.work) do
    local to = work.to or page.model.to
    local left = math.max(page.axis.left, page.axis:x(work.from))
    local right = math.min(EDGE, page.axis:x(to))
    if to > page.model.from and left < EDGE and right >= left then
      list[#list + 1] = {work = work, left = left, right = math.max(right, left + 0.8),
        width = right - left, cut = page.axis:x(to) > EDGE or work.open}
    end
  end
  return list
end

local function draw_segment(page, batch, segment, y)
  local work = segment.work
  local length = work.to and words.duration(work.to - work.from) or "not done"
  local output = page.model.outputs[work.output + 1]
  page.canvas:box({
    x = segment.left, y = y, w = segment.right - segment.left, h = RUN,
    fill = style.batch(batch.number), kind = "job", batch = batch.number,
    line = work.failed and "badline" or style.batch(batch.number, "l"),
    width = work.failed and 1.75 or 0.75, dashed = segment.cut, from = ms(work.from),
    id = ("job-%d-%d"):format(batch.number, work.output),
    name = ("batch %d, output %d%s: %s%s"):format(batch.number, work.output + 1,
      output and " (" .. output.op .. ")" or "", length,
      work.failed and ", failed" or ""),
  })
  page.canvas:take(segment.left, y, segment.right, y + RUN)
end

-- Text in a bar: what it is on the left, how long it took on the right, if both fit.
local function fill_segment(page, batch, segment, text, y, bold)
  local work, size = segment.work, bold and style.size.number or style.size.small
  local width = segment.right - segment.left
  local label = canvas_module.sharing({y = y + RUN / 2, batch = batch.number,
    kind = "job", from = ms(work.from)})
  local time = work.to and not work.failed and format.duration(work.to - work.from)
  local room = width - metrics.width(text, size, bold) - 10
  if not fit({text}, width, {size = size, bold = bold, pad = 1.5}) then
    return false, false
  elseif width < 40 or not time or not fit({time}, room, {size = style.size.small}) then
    page.canvas:text(label({x = (segment.left + segment.right) / 2, text = text,
      anchor = "middle", size = size, bold = bold}))
    return true, false
  end
  page.canvas:text(label({x = segment.left + 5, text = text, size = size, bold = bold}))
  page.canvas:text(label({x = segment.right - 5, text = time, anchor = "right",
    size = style.size.small, from = ms(work.to)}))
  return true, true
end

-- Behind the last bar: the number if no bar holds it, the time if none shows it, and
-- whether the batch failed.
local function label_behind(page, batch, list, shown, y)
  local x = list[#list].right + 4
  local label = canvas_module.sharing({y = y + RUN / 2, kind = "job",
    batch = batch.number, size = style.size.small,
    from = ms(list[#list].work.to or page.model.to)})
  local function add(fields)
    local placed = page.canvas:place({label(fields)})
    if placed then
      x = x + metrics.width(placed.text, placed.size, placed.bold) + 4
    end
    return placed
  end
  if not shown.number and not page.narrow
    and not add({x = x, text = tostring(batch.number), bold = true}) then
    return
  end
  if batch.failed then
    add({x = x, text = "\u{d7} failed", bold = true, role = "bad"})
  elseif batch.took and not shown.time and page.axis.batch_width >= 24 then
    add({x = x, text = format.duration(batch.took), role = "muted"})
  end
end

-- Under a batch that takes longer than the interval: the interval, and what is too
-- much.
local function overrun(page, batch, list, y)
  local first = list[1]
  local limit = page.axis:x(first.work.from + page.model.interval)
  local last = list[#list]
  if not batch.took or batch.took <= page.model.interval or limit > last.right
    or page.axis.batch_width < 40 then
    return y
  end
  local from = ms(first.work.from + page.model.interval)
  local level = y + 3.5
  page.canvas:line({points = {{first.left, level}, {limit, level}}, role = "frame",
    width = 2.25, from = ms(first.work.from), kind = "job"})
  page.canvas:line({points = {{limit, level}, {last.right, level}}, role = "badline",
    width = 2.25, from = from, kind = "job"})
  page.canvas:place({{x = limit + 2, y = y + 12.5, size = style.size.small, bold = true,
    text = "+ " .. format.duration(batch.took - page.model.interval), role = "bad",
    from = ms(last.work.to)}})
  page.canvas:place({{x = first.left + 2, y = y + 12.5, size = style.size.small,
    text = "interval " .. words.duration(page.model.interval), role = "muted",
    from = ms(first.work.from)}})
  return y + 18
end

local function write_numbers(page, batch, list, y)
  local shown = {time = false, number = false}
  for i, segment in ipairs(list) do
    if i == 1 and batch.number % page.number_step == 0 then
      shown.number, shown.time = fill_segment(page, batch, segment,
        tostring(batch.number), y, true)
    elseif i > 1 and segment.work.windowed then
      local _, time = fill_segment(page, batch, segment, "W", y)
      shown.time = shown.time or time
    end
  end
  return shown
end

local function running(page, y)
  local drawn, bottom = {}, y + RUN
  for _, batch in ipairs(page.model.busy) do
    local list = segments(page, batch)
    if #list > 0 then
      for _, segment in ipairs(list) do
        draw_segment(page, batch, segment, y)
      end
      drawn[#drawn + 1] = {batch = batch, list = list}
    end
  end
  for _, item in ipairs(drawn) do
    local shown = write_numbers(page, item.batch, item.list, y)
    label_behind(page, item.batch, item.list, shown, y)
    bottom = math.max(bottom, overrun(page, item.batch, item.list, y + RUN))
    local last = item.list[#item.list]
    page.beyond = page.beyond or last.cut and not last.work.open
  end
  if #drawn == 0 then
    page.canvas:text({x = page.axis.left + 6, y = y + RUN / 2, text = "nothing runs",
      italic = true, role = "muted"})
  end
  row_name(page, y + RUN / 2, "running")
  return bottom
end

---The lane of jobs.
---@return number y below
function M.draw(page, y)
  local run = waiting(page, y)
  local bottom = running(page, run)
  lanes.name(page, (y + run + RUN) / 2, "jobs")
  if page.beyond then
    page:leave_out("work goes on after " .. words.moment(page.model.to))
  end
  return bottom
end

return M
