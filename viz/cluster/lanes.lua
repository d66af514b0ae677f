-- viz.cluster.lanes: a row for each core of an executor, and what became of it.
-- SPDX-License-Identifier: MIT
local canvas_module = require("viz.canvas")
local format = require("viz.format")
local metrics = require("viz.metrics")
local profile = require("viz.cluster.profile")
local style = require("viz.style")
local tasks = require("viz.cluster.tasks")
local words = require("sluice.words")

local M = {}

local PROFILE <const> = 22 -- height of an executor as one chart

---How high the rows of cores are, and what is between them.
M.rows = {
  wide = {height = 19, apart = 22, gap = 9},
  dense = {height = 12.5, apart = 14, gap = 5},
}

local function ms(us)
  return us // 1000
end

-- What is said of the life of an executor under its name: text, and whether it is bad.
local function life_of(page, lane)
  local first, last = lane.spans[1], lane.spans[#lane.spans]
  if last.lost and last.to < page.model.to then
    local text = (last.removed and "until " or "lost at ") .. words.moment(last.to)
    if first.late and #lane.spans == 1 then
      text = ("%s to %s"):format(format.seconds(first.from), words.moment(last.to))
    end
    return text, not last.removed
  elseif first.late and first.from > page.model.from then
    return "joins at " .. words.moment(first.from), false
  end
  return nil
end

local function name_executor(page, lane, y, height)
  local note, bad = life_of(page, lane)
  local tall = height >= 26
  local middle = y + height / 2
  local text = canvas_module.fit({"executor " .. lane.number, "exec " .. lane.number},
    page.axis.left - style.page.margin - 37, {size = style.size.lane, bold = true,
    pad = 0}) or tostring(lane.number)
  page.canvas:text({x = style.page.margin, y = note and tall and middle - 5 or middle,
    text = text, size = style.size.lane, bold = true,
    id = ("executor-%d-label"):format(lane.number), kind = "executor"})
  if note and tall then
    page.canvas:text({x = style.page.margin, y = middle + 8, text = note, bold = bad,
      size = style.size.small, role = bad and "bad" or "muted", kind = "executor",
      from = ms(bad and lane.spans[#lane.spans].to or lane.spans[1].from)})
  end
end

-- Where there is no executor ----------------------------------------------------------

-- Times of the range in which the executor is not there, with a word about why.
local function absences(page, lane)
  local list, time = {}, page.model.from
  local reason = "not here yet"
  for _, span in ipairs(lane.spans) do
    if span.from > time then
      list[#list + 1] = {from = time, to = math.min(span.from, page.model.to),
        why = reason}
    end
    time = math.max(time, math.min(span.to, page.model.to))
    reason = span.driver and "no driver" or "no executor here any more"
  end
  if time < page.model.to then
    list[#list + 1] = {from = time, to = page.model.to, why = reason}
  end
  return list
end

local function draw_absence(page, lane, gap, y, height)
  local left, right = page.axis:inside(gap.from), page.axis:inside(gap.to)
  if right - left < 1 then
    return
  end
  local box = {x = left + 0.4, y = y + 0.4, w = right - left - 0.8, h = height - 0.8,
    line = "frame", fill = "paper", dashed = true, kind = "absence",
    from = ms(gap.from),
    name = ("executor %d: %s, %s to %s"):format(lane.number, gap.why,
      format.seconds(gap.from), words.moment(gap.to))}
  page.canvas:box(box)
  page.canvas:hatch({x = box.x, y = box.y, w = box.w, h = box.h, role = "rule",
    step = 7, from = box.from})
  local text = canvas_module.fit({gap.why}, box.w - 16, {size = style.size.small})
  if text and (not page.said[gap.why] or #page.model.lanes <= 6) and height >= 12 then
    page.said[gap.why] = true
    local width = metrics.width(text, style.size.small)
    local x, middle = left + box.w / 2, y + height / 2
    page.canvas:box({x = x - width / 2 - 8, y = middle - 6, w = width + 16, h = 12,
      fill = "paper", from = box.from})
    page.canvas:text({x = x, y = middle, text = text, anchor = "middle", italic = true,
      size = style.size.small, role = "muted", from = box.from})
  end
end

-- The instant of a loss, and what went with it.
local function draw_loss(page, lane, span, y, height)
  local x = page.axis:x(span.to)
  page.canvas:line({points = {{x, y - 4}, {x, y + height + 4}}, width = 2.25,
    role = span.removed and "frame" or "badline", kind = "loss", from = ms(span.to)})
  local running = 0
  for _, task in ipairs(lane.tasks) do
    running = running + (task.trouble == "lost" and task.to == span.to and 1 or 0)
  end
  local text = ("executor %d %s"):format(lane.number, span.removed and "removed"
    or "lost")
  if running > 0 then
    text = text .. (", %s with it"):format(words.count(running, "running task"))
  end
  local label = canvas_module.sharing({y = y + height + 10, bold = not span.removed,
    role = span.removed and "muted" or "bad",
    size = style.size.small, kind = "loss", from = ms(span.to)})
  return page.canvas:place({
    label({x = x, text = text, anchor = "middle"}), label({x = x + 4, text = text}),
    label({x = x - 4, text = text, anchor = "right"}),
  }, page.axis.left) ~= nil
end

-- Draws the losses of the range; returns how much room their labels take.
local function losses(page, lane, y, height)
  local room = 0
  for _, span in ipairs(lane.spans) do
    if span.lost and span.to > page.model.from and span.to < page.model.to then
      room = draw_loss(page, lane, span, y, height) and 12 or room
    end
  end
  return room
end

-- Cores -------------------------------------------------------------------------------

local function by_core(list)
  local cores = {}
  for _, item in ipairs(list) do
    cores[item.core] = cores[item.core] or {}
    table.insert(cores[item.core], item)
  end
  return cores
end

local function washes(page, lane, y)
  for _, span in ipairs(lane.spans) do
    local left, right = page.axis:inside(span.from), page.axis:inside(span.to)
    if right > left then
      page.canvas:box({x = left, y = y, w = right - left, h = page.row.height,
        fill = "wash"})
    end
  end
end

local function core_row(page, lane, core, lists, y)
  if lane.cores > 1 then
    page.canvas:text({x = page.axis.left - 7, y = y + page.row.height / 2,
      text = "core " .. core, anchor = "right", role = "muted",
      size = page.row.height > 15 and style.size.small or style.size.tiny,
      kind = "core", id = ("core-%d-%d"):format(lane.number, core)})
  end
  washes(page, lane, y)
  for _, held in ipairs(lists.receivers[core] or {}) do
    tasks.receiver(page, held, y)
  end
  tasks.draw(page, lane, lists.tasks[core] or {}, y)
end

---An executor with a row for each core.
---@param page table
---@param lane table
---@param y number
---@return number y below
function M.executor(page, lane, y)
  local lists = {tasks = by_core(lane.tasks), receivers = by_core(lane.receivers)}
  local height = (lane.cores - 1) * page.row.apart + page.row.height
  for _, gap in ipairs(absences(page, lane)) do
    draw_absence(page, lane, gap, y, height)
  end
  for core = 0, lane.cores - 1 do
    core_row(page, lane, core, lists, y + core * page.row.apart)
  end
  name_executor(page, lane, y, math.max(height, page.row.height))
  local room = losses(page, lane, y, height)
  return y + height + page.row.gap + room
end

---An executor as one chart of its cores in use.
---@param page table
---@param lane table
---@param y number
---@return number y below
function M.chart(page, lane, y)
  profile.draw(page, {lane}, y, {height = PROFILE})
  for _, gap in ipairs(absences(page, lane)) do
    draw_absence(page, lane, gap, y, PROFILE)
  end
  name_executor(page, lane, y, PROFILE)
  page.canvas:text({x = page.axis.left - 7, y = y + PROFILE / 2, anchor = "right",
    text = words.count(lane.cores, "core"), role = "muted", size = style.size.tiny})
  return y + PROFILE + 5 + losses(page, lane, y, PROFILE)
end

return M
