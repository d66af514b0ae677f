-- viz.waiting: the lane of batches that wait for the batches before them.
--
-- A page has canvas, axis and leave_out; its model has from, to and `busy`, a list of
-- batches with number, time, waited, again and wait. A batch that a driver missed while
-- it was dead waits for that, from its tick on: hatched in grey, named by its old time.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local format = require("viz.format")
local lives = require("viz.lives")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local MOST_ROWS <const> = 5

local function ms(us)
  return us // 1000
end

---When a batch waits: from its tick to its first task that gets a core; without end
---(`open`) if none ever does, up to the death of its driver (`dropped`) if that comes
---first. A `missed` one waits for a driver. `delay` is how long it waits for others.
---@param batch TraceBatch
---@param zero integer
---@param gaps {from: integer, to: integer?}[] of viz.lives
---@return {from: integer, to: integer?, delay: integer?, open: boolean?,
---  dropped: boolean?, missed: boolean?}|nil
function M.of(batch, zero, gaps)
  if not batch.submitted_us then
    return nil
  end
  local begin = batch.submitted_us - zero
  local never = not batch.started_us
    or not batch.worked_us and not batch.completed_us
  if never then
    local death = lives.death_after(gaps, begin)
    return {from = begin, to = death, delay = death and death - begin,
      open = not death, dropped = death ~= nil}
  end
  local start = batch.started_us - zero
  local since = lives.missed_since(gaps, batch.time_us - zero, begin)
  if since or start > begin then
    return {from = since or begin, to = start, delay = start - begin,
      missed = since ~= nil}
  end
  return nil
end

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
      if row > MOST_ROWS then
        hidden = hidden + 1
      else
        rows[row] = to
        list[#list + 1] = {batch = batch, row = row, from = wait.from, to = to,
          open = wait.open, missed = wait.missed}
      end
    end
  end
  return list, #rows, hidden
end

-- "batch 5 of 10 s"
local function named_by_time(batch)
  return ("batch %d of %s"):format(batch.number, words.moment(batch.time))
end

local function wait_name(item)
  local number = item.batch.number
  if item.missed then
    return ("%s: no driver ran it%s"):format(named_by_time(item.batch),
      item.batch.again and " to its end" or "")
  elseif item.open then
    return ("batch %d waits and never runs"):format(number)
  end
  return ("batch %d waits %s"):format(number, words.duration(item.batch.waited))
end

local function draw_wait(page, item, y, height)
  local left, right = page.axis:inside(item.from), page.axis:inside(item.to)
  local known = item.missed and item.batch.again and item.to or item.from
  local box = {x = left, y = y, w = math.max(right - left, 0.5), h = height,
    fill = item.missed and "paper" or "badw",
    line = item.missed and "frame" or "badline", dashed = true, kind = "wait",
    batch = item.batch.number, from = ms(known),
    id = ("wait-%d%s"):format(item.batch.number, item.batch.suffix or ""),
    name = wait_name(item)}
  page.canvas:box(box)
  page.canvas:hatch({x = left + 0.5, y = y, w = right - left - 0.6, h = height,
    role = item.missed and "rule" or "badline", step = item.missed and 7 or 4,
    kind = "wait", from = ms(known)})
  page.canvas:take(left, y, right, y + height)
  item.left, item.right, item.y = left, right, y
end

-- From the end of the wait down to the bar that starts there.
local function connect(page, item, bottom)
  if not item.open and page.axis.batch_width >= 24 and item.to < page.model.to then
    page.canvas:line({points = {{item.right - 0.4, bottom}, {item.right - 0.4,
      bottom + 5.5}}, role = item.missed and "frame" or "badline", from = ms(item.to)})
  end
end

local function wait_label(page, item, height, longest)
  local number, duration = item.batch.number, format.duration(item.batch.waited)
  local texts = {("batch %d waits %s"):format(number, duration),
    ("%d: %s"):format(number, duration), tostring(number)}
  if item.missed then
    texts = {named_by_time(item.batch) .. (item.batch.again and ", again" or ""),
      tostring(number)}
  elseif item.open then
    texts = {("batch %d waits"):format(number), tostring(number)}
  elseif longest then
    texts = {("batch %d waits longest: %s"):format(number, duration), texts[2]}
  end
  local label = canvas_module.sharing({
    y = item.y + height / 2, size = style.size.small, bold = true,
    role = item.missed and "muted" or "bad",
    from = ms(item.open and item.from or item.to), kind = "wait",
    id = ("wait-%d%s-label"):format(number, item.batch.suffix or ""),
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
    if not item.missed
      and (not longest or item.batch.waited > longest.batch.waited) then
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

---A name of second rank left of the axis.
function M.row_name(page, y, text)
  page.canvas:text({x = page.axis.left - 8, y = y, text = text, anchor = "right",
    size = style.size.small, role = "muted"})
end

---What the lane of some waits is called.
---@param list {missed: boolean?}[]
---@return string
function M.lane_name(list)
  for _, item in ipairs(list) do
    if not item.missed then
      return "waiting"
    end
  end
  return "missed"
end

---Draws the lane, if a batch waits.
---@param page table
---@param y number
---@return number y below, or the same y
function M.draw(page, y)
  local list, count, hidden = rows_of(page)
  if #list == 0 then
    return y
  end
  local tall = page.axis.batch_width >= 24
  local height, apart = tall and 13 or 9, tall and 17 or 11
  for _, item in ipairs(list) do
    draw_wait(page, item, y + (item.row - 1) * apart, height)
    if item.row == math.min(count, MOST_ROWS) then
      connect(page, item, item.y + height)
    end
  end
  label_waits(page, list, height)
  M.row_name(page, y + height / 2, M.lane_name(list))
  local bottom = y + (math.min(count, MOST_ROWS) - 1) * apart + height
  if hidden > 0 then
    M.row_name(page, bottom + 8, "+ " .. hidden .. " waiting")
    page:leave_out(words.count(hidden, "waiting batch", "waiting batches")
      .. " not drawn")
    bottom = bottom + 14
  end
  return bottom + 5
end

return M
