-- viz.timeline.jobs: which batch waits, which one runs, and for how long.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local format = require("viz.format")
local lanes = require("viz.timeline.lanes")
local metrics = require("viz.metrics")
local style = require("viz.style")
local waiting = require("viz.waiting")
local words = require("sluice.words")

local M = {}

local fit = canvas_module.fit
local RUN <const> = 19 -- height of a running bar

local function ms(us)
  return us // 1000
end

-- Work goes on after the last tick: its bars may run into the right margin.
local EDGE <const> = style.page.width - style.page.margin

-- Running -----------------------------------------------------------------------------

-- The bars of a batch on the page: one for each output that starts before the edge.
local function segments(page, batch)
  local list = {}
  for _, work in ipairs(batch:work()) do
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
  local length = work.dead and "not done" or words.duration(work.to - work.from)
  local output = page.model.outputs[work.output + 1]
  page.canvas:box({
    x = segment.left, y = y, w = segment.right - segment.left, h = RUN,
    fill = style.batch(batch.number), kind = "job", batch = batch.number,
    line = work.failed and "badline" or style.batch(batch.number, "l"),
    width = work.failed and 1.75 or 0.75, dashed = segment.cut or work.dead,
    from = ms(work.from),
    id = ("job-%d-%d%s"):format(batch.number, work.output, batch.suffix or ""),
    name = ("batch %d, output %d%s: %s%s"):format(batch.number, work.output + 1,
      output and " (" .. output.op .. ")" or "", length,
      work.failed and ", failed" or ""),
  })
  if batch.again then -- in another life of the driver
    page.canvas:hatch({x = segment.left, y = y, w = segment.right - segment.left,
      h = RUN, role = style.batch(batch.number, "l"), kind = "job",
      batch = batch.number, from = ms(work.from)})
  end
  page.canvas:take(segment.left, y, segment.right, y + RUN)
end

-- Text in a bar: what it is on the left, how long it took on the right, if both fit.
local function fill_segment(page, batch, segment, text, y, bold)
  local work, size = segment.work, bold and style.size.number or style.size.small
  local width = segment.right - segment.left
  local label = canvas_module.sharing({y = y + RUN / 2, batch = batch.number,
    kind = "job", from = ms(work.from)})
  local time = not work.dead and not work.failed
    and format.duration(work.to - work.from)
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
  local function add(fields, shorter)
    local placed = page.canvas:place({label(fields), shorter and label(shorter)})
    if placed then
      x = x + metrics.width(placed.text, placed.size, placed.bold) + 4
    end
    return placed
  end
  local range = shown.range
  local number = {x = x, text = range or tostring(batch.number), bold = true}
  if not shown.number and not page.narrow and not add(number, range
    and {x = x, text = range:gsub(" to ", "\u{2013}"), bold = true}) then
    return
  end
  if batch.failed then
    add({x = x, text = "\u{d7} failed", bold = true, role = "bad"})
  elseif batch.took and not shown.time and not range
    and page.axis.batch_width >= 24 then
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

-- Whether a batch that was missed has no room for its number.
local function is_crowded(item)
  local wait = item and item.batch.wait
  return wait and wait.missed and not item.shown.number
end

-- A driver that is back makes up for batches one behind the other: the last one that
-- has no room for its number tells those of all.
local function share_labels(drawn)
  local first
  for i, item in ipairs(drawn) do
    first = is_crowded(item) and (first or item.batch.number) or nil
    if first and is_crowded(drawn[i + 1]) then
      item.silent = true
    elseif first and first < item.batch.number then
      item.shown.range = ("%d to %d"):format(first, item.batch.number)
    end
  end
end

-- The driver is dead: nothing runs, and no batch is formed.
local function draw_gap(page, gap, y)
  local left, right = page.axis:inside(gap.from),
    page.axis:inside(gap.to or page.model.to)
  if right - left < 1 then
    return
  end
  local box = {x = left, y = y, w = right - left, h = RUN, line = "frame",
    dashed = true, fill = "paper", kind = "gap", from = ms(gap.from),
    name = ("no driver from %s on"):format(words.moment(gap.from))}
  page.canvas:box(box)
  page.canvas:hatch({x = left, y = y, w = right - left, h = RUN, role = "rule",
    step = 7, from = box.from})
  page.canvas:take(left, y, right, y + RUN)
  local text, size = "no driver", style.size.small
  if fit({text}, right - left, {size = size, pad = 8}) then
    local width = metrics.width(text, size) + 12
    page.canvas:box({x = (left + right - width) / 2, y = y + 2, w = width, h = RUN - 4,
      fill = "paper", from = box.from})
    page.canvas:text({x = (left + right) / 2, y = y + RUN / 2, text = text, size = size,
      anchor = "middle", italic = true, role = "muted", from = box.from})
  end
end

local function running(page, y)
  local drawn, bottom = {}, y + RUN
  for _, gap in ipairs(page.model.gaps) do
    draw_gap(page, gap, y)
  end
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
    item.shown = write_numbers(page, item.batch, item.list, y)
  end
  share_labels(drawn)
  for _, item in ipairs(drawn) do
    if not item.silent then
      label_behind(page, item.batch, item.list, item.shown, y)
    end
    bottom = math.max(bottom, overrun(page, item.batch, item.list, y + RUN))
    local last = item.list[#item.list]
    page.beyond = page.beyond or last.cut and not last.work.open
  end
  if #drawn == 0 then
    page.canvas:text({x = page.axis.left + 6, y = y + RUN / 2, text = "nothing runs",
      italic = true, role = "muted"})
  end
  waiting.row_name(page, y + RUN / 2, "running")
  return bottom
end

---The lane of jobs.
---@return number y below
function M.draw(page, y)
  local run = waiting.draw(page, y)
  local bottom = running(page, run)
  lanes.name(page, (y + run + RUN) / 2, "jobs")
  if page.beyond then
    page:leave_out("work goes on after " .. words.moment(page.model.to))
  end
  return bottom
end

return M
