-- viz.stats.dot: four charts below each other, a step for each batch.
-- Spark: the charts of the Streaming page; the three delays share one scale.
-- SPDX-License-Identifier: MIT
local canvas = require("viz.canvas")
local format = require("viz.format")
local metrics = require("viz.metrics")
local story = require("viz.stats.story")
local style = require("viz.style")

local M = {}

local LEFT <const>, WIDTH <const> = 132, 560
local FIRST <const>, APART <const>, HEIGHT <const> = 70, 76, 53
local LABELS_APART <const> = 30
local MOST_BARS <const> = WIDTH // 2 -- more batches share bars

---@class StatsPage
local Page = {}
Page.__index = Page

function Page:x(index)
  return LEFT + (index - 1) * self.step
end

local SCALES <const>, STEPS <const> = {1, 1.5, 2, 3, 5, 8}, {1, 2, 5}

-- The smallest round number that is no less than a value.
local function round_up(value, factors)
  local power = 1
  while true do
    for _, factor in ipairs(factors) do
      local number = math.tointeger(factor * power)
      if number and number >= value then
        return number
      end
    end
    power = power * 10
  end
end

-- Bars --------------------------------------------------------------------------------

local FIELDS <const> = {"records", "waited", "took", "total"}

-- Mean and maximum of some batches, as one.
local function bin_of(batches, from, to)
  local bin = {number = batches[from].number, last = batches[to].number,
    time = batches[to].time, started = batches[to].started,
    completed = batches[to].completed, most = {}}
  for _, field in ipairs(FIELDS) do
    local sum, count = 0, 0
    for i = from, to do
      local value = batches[i][field]
      if value then
        sum, count = sum + value, count + 1
        bin.most[field] = math.max(bin.most[field] or 0, value)
      end
    end
    bin[field] = count > 0 and sum / count or nil
  end
  return bin
end

-- A bar for each batch, or for as many together as it takes to see bars.
local function bars_of(batches)
  local size = math.max(1, math.ceil(#batches / MOST_BARS))
  if size == 1 then
    return batches, 1
  end
  local bars = {}
  for from = 1, #batches, size do
    bars[#bars + 1] = bin_of(batches, from, math.min(from + size - 1, #batches))
  end
  return bars, size
end

-- Rows --------------------------------------------------------------------------------

local MOST_STEPS <const> = 200 -- of more, the line along their tops is one piece

-- When a value of a batch is known, in ms.
local function known_at(row, batch)
  return (batch[row.known] or batch.time) // 1000
end

-- When all of a run is known, in ms.
local function end_of(model)
  local last = 0
  for _, batch in ipairs(model.batches) do
    last = math.max(last, batch.completed or batch.time)
  end
  return last // 1000
end

local function gutter(page, y, row)
  local left = style.page.margin
  page.canvas:text({x = left, y = y + 10, text = row.name, bold = true,
    size = style.size.lane})
  page.canvas:text({x = left, y = y + 23, text = row.what, role = "muted",
    size = style.size.small})
  page.canvas:text({x = left, y = y + 36, text = "avg " .. row.average, role = "muted",
    size = style.size.small, from = page.known})
end

local function scale_mark(page, y, text)
  page.canvas:text({x = LEFT - 7, y = y, text = text, anchor = "right",
    size = style.size.small, role = "muted"})
  page.canvas:line({points = {{LEFT - 4, y}, {LEFT, y}}, role = "frame"})
end

local function fill(page, row, i, bottom)
  local batch = page.bars[i]
  local number = batch[row.field]
  if not number or number <= 0 then
    return
  end
  local height = number * HEIGHT / row.most
  local over = row.limit and number > row.limit
  local box = {x = page:x(i), y = bottom - height, w = page.step, h = height,
    from = known_at(row, batch)}
  page.canvas:box({x = box.x, y = box.y, w = box.w, h = box.h,
    fill = over and "badw" or "focusw", kind = "bar",
    batch = not batch.last and batch.number or nil,
    from = box.from,
    name = ("%s: %s %s"):format(batch.last and ("batches %d to %d"):format(batch.number,
      batch.last) or "batch " .. batch.number, row.name, row.write(number // 1 | 0))})
  if over then
    box.role = "badline"
    page.canvas:hatch(box)
  end
end

-- A line along the tops of all steps, a piece for each so that each has its time; a
-- batch without a value interrupts it.
local function outline(page, row, bottom)
  local points, whole = {}, #page.model.batches > MOST_STEPS
  local function flush(from)
    if #points > 1 then
      page.canvas:line({points = points, role = "focus", width = 1.5, from = from})
    end
    points = {points[#points]}
  end
  for i, batch in ipairs(page.bars) do
    local number = batch.most and batch.most[row.field] or batch[row.field]
    if number then
      local y = bottom - number * HEIGHT / row.most
      points[#points + 1] = {page:x(i), y}
      points[#points + 1] = {page:x(i + 1), y}
    end
    if not number or not whole then
      flush(known_at(row, batch))
      points = number and points or {}
    end
  end
  if whole then
    flush(page.known)
  end
end

local function limit_line(page, row, bottom)
  local y = bottom - row.limit * HEIGHT / row.most
  local right = LEFT + WIDTH
  page.canvas:line({points = {{LEFT, y}, {right, y}}, role = "ink", dashed = true})
  page.canvas:text({x = right + 6, y = y, bold = true, size = style.size.small,
    text = "interval " .. format.spoken(row.limit)})
end

-- The longest value stands above its step, to its right if there is room.
local function mark_highest(page, row, bottom)
  local best
  for i, batch in ipairs(page.model.batches) do
    if batch[row.field] and (not best or batch[row.field]
      > page.model.batches[best][row.field]) then
      best = i
    end
  end
  local batch = best and page.model.batches[best]
  if not batch or batch[row.field] <= page.model.interval then
    return
  end
  local text = ("batch %d: %s"):format(batch.number, row.write(batch[row.field]))
  local y = bottom - batch[row.field] * HEIGHT / row.most - 7
  local width = metrics.width(text, style.size.small, true)
  best = (best - 1) // page.size + 1
  local fits = page:x(best + 1) + 4 + width <= LEFT + WIDTH
  page.canvas:text({x = fits and page:x(best + 1) + 4 or page:x(best + 1), y = y,
    anchor = fits and "left" or "right", text = text, bold = true, role = "bad",
    size = style.size.small, from = known_at(row, batch)})
end

local function draw_row(page, y, row)
  local bottom = y + HEIGHT
  gutter(page, y, row)
  for i in ipairs(page.bars) do
    fill(page, row, i, bottom)
  end
  page.canvas:line({points = {{LEFT, bottom}, {LEFT + WIDTH, bottom}}, role = "frame"})
  scale_mark(page, y, row.write(row.most))
  scale_mark(page, bottom, "0")
  outline(page, row, bottom)
  if row.limit then
    limit_line(page, row, bottom)
  end
  if row.highest then
    mark_highest(page, row, bottom)
  end
end

-- The whole ---------------------------------------------------------------------------

local function highest(batches, field)
  local most = 0
  for _, batch in ipairs(batches) do
    most = math.max(most, batch[field] or 0)
  end
  return most
end

local function mean(us)
  return us and format.duration(us) or "-"
end

local function rows_of(model)
  local records = round_up(math.max(1, highest(model.batches, "records")), SCALES)
  local longest = math.max(model.interval, highest(model.batches, "total"),
    highest(model.batches, "waited"))
  local scale = round_up(longest / 1000, SCALES) * 1000
  return {
    {name = "input rate", what = "records/s", field = "records", most = records,
      average = model.rate and ("%.0f"):format(model.rate) or "-",
      write = function(number)
        return format.count((number * 1000000 / model.interval + 0.5) // 1 | 0)
      end},
    {name = "scheduling delay", what = "waiting for earlier batches", field = "waited",
      known = "started", most = scale, average = mean(model.waited),
      write = format.spoken},
    {name = "processing time", what = "all jobs of the batch", field = "took",
      known = "completed", most = scale, average = mean(model.took),
      write = format.spoken,
      limit = model.interval},
    {name = "total delay", what = "scheduling + processing", field = "total",
      known = "completed", most = scale, average = mean(model.total),
      write = format.spoken,
      highest = true},
  }
end

-- The numbers of batches below, as many as are readable.
local function numbers(page, y)
  page.canvas:text({x = style.page.margin, y = y, text = "batch", bold = true,
    size = style.size.small})
  local every = round_up(math.max(1, LABELS_APART * page.size / page.step), STEPS)
  local before = 0
  for i, bar in ipairs(page.bars) do
    local mark = (bar.last or bar.number) // every
    local number = mark > before and mark * every or nil
    before = mark
    if i == 1 or number and page:x(i) - LEFT > LABELS_APART / 2 then
      page.canvas:text({x = page:x(i) + page.step / 2, y = y, anchor = "middle",
        text = format.count(i == 1 and bar.number or number), bold = true,
        size = style.size.small, kind = "axis"})
    end
  end
end

local function titles(page)
  local left = style.page.margin
  page.canvas:text({x = left, y = style.page.headline, bold = true, id = "headline",
    text = story.headline(page.model), size = style.size.headline, kind = "headline"})
  local details = story.details(page.model)
  if page.size > 1 then
    details[#details + 1] = ("a bar is the mean of %d batches, the line their maximum"
      ):format(page.size)
  end
  page.canvas:text({x = left, y = style.page.subline, role = "muted", id = "subline",
    text = table.concat(details, "  \u{b7}  "), size = style.size.subline,
    from = page.known})
end

---The picture as DOT for `neato -n2`.
---@param model table of viz.stats.model
---@param options {theme: string?, title: boolean?}
---@return string
function M.draw(model, options)
  local bars, size = bars_of(model.batches)
  local page = setmetatable({model = model, bars = bars, size = size,
    step = WIDTH / math.max(1, #bars), known = end_of(model),
    canvas = canvas.new({id = "stats", theme = options.theme})}, Page)
  local y = FIRST
  for _, row in ipairs(rows_of(model)) do
    draw_row(page, y, row)
    y = y + APART
  end
  numbers(page, y - APART + HEIGHT + 12)
  if options.title ~= false then
    titles(page)
  end
  return page.canvas:finish({bottom = y - APART + HEIGHT + 34,
    top = options.title == false and FIRST - 16 or 0, alt = story.alt(model)})
end

return M
