-- viz.waiting: the lane of batches that wait for the batches before them.
--
-- A page has canvas, axis and leave_out; its model has from, to and `busy`, a list of
-- batches with number, waited and wait = {from, to, open}.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local format = require("viz.format")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local MOST_ROWS <const> = 5

local function ms(us)
  return us // 1000
end

---When a batch waits: from its tick to its first task that gets a core; without end if
---none ever does.
---@param batch TraceBatch
---@param zero integer
---@return {from: integer, to: integer?, open: boolean?}|nil
function M.of(batch, zero)
  local begin = batch.submitted_us
  if not begin then
    return nil
  end
  local never = not batch.started_us
    or not batch.worked_us and not batch.completed_us
  if never then
    return {from = begin - zero, open = true}
  elseif batch.started_us > begin then
    return {from = begin - zero, to = batch.started_us - zero}
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
    batch = item.batch.number, from = ms(item.from),
    id = ("wait-%d%s"):format(item.batch.number, item.batch.suffix or ""),
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

---A name of second rank left of the axis.
function M.row_name(page, y, text)
  page.canvas:text({x = page.axis.left - 8, y = y, text = text, anchor = "right",
    size = style.size.small, role = "muted"})
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
  M.row_name(page, y + height / 2, "waiting")
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
