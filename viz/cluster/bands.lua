-- viz.cluster.bands: one band of the cluster on a terminal, row by row.
--
-- A band is a part of the range: model, grid, from, to, scale (columns a microsecond),
-- left (its first column), tick (between marks of time), lanes and others, kind of
-- rows, and whether it is coarse.
-- SPDX-License-Identifier: MIT
local style = require("viz.style")
local tasks = require("viz.cluster.tasks")
local waiting = require("viz.waiting")
local words = require("sluice.words")

local M = {}

local MOST_WAITING <const> = 4
local LEVELS <const> = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"}

local function column(band, time)
  return band.left + math.floor((time - band.from) * band.scale + 0.5)
end

-- The columns of something that lasts, as far as it is in the band; nil if it is not.
local function columns_of(band, from, to)
  if from >= band.to or to <= band.from and not (from == to and from >= band.from) then
    return nil
  end
  local left = column(band, math.max(from, band.from))
  local right = math.max(left + 1, column(band, math.min(to, band.to)))
  return left, right
end

local function role(number)
  return number and style.batch(number) or "muted"
end

-- Time --------------------------------------------------------------------------------

local function time_row(band, row)
  local interval = band.tick
  local last = column(band, band.to)
  local stop, free = words.moment(band.to), band.left
  local function put(time, text)
    local x = column(band, time)
    if x >= free and (time == band.to or x + #text < last) then
      band.grid:put(x, row, text)
      free = x + #text + 2
    end
  end
  put(band.from, words.moment(band.from))
  local step = interval
  while step * band.scale < 5 do
    step = step * (step // interval % 5 == 0 and 2 or 5)
  end
  for time = (band.from // step + 1) * step, band.to - 1, step do
    put(time, (words.moment(time):gsub(" s$", "")))
  end
  band.grid:put(math.min(last, band.columns - #stop), row, stop)
  return row + 1
end

-- Waiting -----------------------------------------------------------------------------

local function wait_rows(band, row)
  local ends, drawn, hidden = {}, {}, 0
  for _, batch in ipairs(band.model.busy) do
    local wait = batch.wait
    local to = wait and math.min(wait.to or band.to, band.to)
    local left, right = columns_of(band, wait and wait.from or 0, to or -1)
    if wait and left then
      local index = 1
      while ends[index] and ends[index] > left do
        index = index + 1
      end
      if index > MOST_WAITING then
        hidden = hidden + 1
      else
        local number, color = tostring(batch.number), wait.missed and "muted" or "bad"
        drawn[#drawn + 1] = wait
        ends[index] = math.max(right, left + #number + 1)
        band.grid:put(left, row + index - 1, (wait.missed and "─" or "░"):rep(
          right - left), color)
        band.grid:put(left, row + index - 1, number
          .. (right - left > #number and " " or ""), color)
      end
    end
  end
  if #ends > 0 then
    band.grid:put(0, row, waiting.lane_name(drawn))
  end
  row = row + #ends
  if hidden > 0 then
    band.grid:put(0, row, "+ " .. hidden .. " waiting")
    row = row + 1
  end
  return row
end

-- Cores -------------------------------------------------------------------------------

local function draw_task(band, row, task)
  local left, right = columns_of(band, task.from, task.to)
  if not left then
    return
  end
  local bad = task.trouble == "lost" or task.trouble == "failed"
  local mark = bad and "╳" or task.trouble and "·" or "█"
  local color = bad and "bad" or role(task.batch)
  band.grid:put(left, row, mark:rep(right - left), color)
  local label = tasks.label(task)
  if task.batch and task.from >= band.from and #label <= right - left then
    band.seen.label = true
    band.grid:put(left, row, label, color)
  end
end

local function draw_receiver(band, row, held)
  local left, right = columns_of(band, held.from, held.to)
  if not left then
    return
  end
  band.grid:put(left, row, ("═"):rep(right - left), "ink")
  for _, text in ipairs({(" R receiver %d "):format(held.receiver),
    (" R %d "):format(held.receiver)}) do
    if #text <= right - left - 2 then
      band.grid:put(left + 1, row, text, "ink")
      return
    end
  end
end

-- What is said where an executor is not there, in its first row.
local function draw_life(band, row, lane)
  local before = nil
  for i, span in ipairs(lane.spans) do
    local next_span, text = lane.spans[i + 1], nil
    if span.lost then
      text = (span.removed and "removed at " or "lost at ") .. words.moment(span.to)
    elseif span.driver then
      text = "no driver"
    end
    local x = column(band, span.to < math.huge and span.to or band.to) + 1
    local room = math.min(next_span and column(band, next_span.from) or math.huge,
      band.columns)
    local shows = text and span.to >= band.from and span.to < band.to
    if shows and x + #text <= room then
      band.grid:put(x, row, text, span.removed and "muted" or "bad")
    end
    local joins = ("joins at %s "):format(words.moment(span.from))
    if span.late and not before and span.from > band.from and span.from <= band.to then
      local start = column(band, span.from) - #joins
      if start >= band.left then
        band.grid:put(start, row, joins, "muted")
      end
    end
    before = span
  end
end

-- Levels of the cores in use, a column each.
local function level_row(band, row, lanes, core)
  local count, last = column(band, band.to) - band.left, -1
  local sums, alive = {}, {}
  local function add(list, from, to, weight)
    local a = math.max(0, (from - band.from) * band.scale)
    local b = math.min(count, (math.min(to, band.to) - band.from) * band.scale)
    for slot = a // 1 | 0, math.ceil(b) - 1 do
      local part = math.min(slot + 1, b) - math.max(slot, a)
      list[slot] = (list[slot] or 0) + part * weight
      last = math.max(last, slot)
    end
  end
  for _, lane in ipairs(lanes) do
    for _, list in ipairs({lane.tasks, lane.receivers}) do
      for _, item in ipairs(list) do
        if not core or item.core == core then
          add(sums, item.from, item.to, 1)
        end
      end
    end
    for _, span in ipairs(lane.spans) do
      add(alive, span.from, span.to, core and 1 or span.cores)
    end
  end
  for slot = 0, last do
    local share = (sums[slot] or 0) / math.max(alive[slot] or 0, 1e-9)
    if alive[slot] then
      band.grid:put(band.left + slot, row, share < 0.001 and "·" or LEVELS[math.max(1,
        math.min(#LEVELS, math.ceil(share * #LEVELS)))], share < 0.001 and "muted"
        or "ink")
    end
  end
  band.seen.level = true
end

local function name_lane(band, row, lane)
  band.grid:put(0, row, ("exec %d"):format(lane.number))
end

local function core_rows(band, row, lane)
  name_lane(band, row, lane)
  for core = 0, lane.cores - 1 do
    if lane.cores > 1 and lane.number < 1000 then
      band.grid:put(9, row + core, "." .. core, "muted")
    end
    if band.coarse then
      level_row(band, row + core, {lane}, core)
    end
  end
  if band.coarse then
    return row + lane.cores
  end
  draw_life(band, row, lane)
  for _, held in ipairs(lane.receivers) do
    draw_receiver(band, row + held.core, held)
  end
  for _, task in ipairs(lane.tasks) do
    draw_task(band, row + task.core, task)
  end
  return row + lane.cores
end

-- Whether an executor is there in some part of the band, or was lost in it.
local function is_here(band, lane)
  for _, span in ipairs(lane.spans) do
    if span.from < band.to and span.to >= band.from then
      return true
    end
  end
  return false
end

local function executor_rows(band, row)
  for _, lane in ipairs(band.lanes) do
    if is_here(band, lane) and band.kind == "cores" then
      row = core_rows(band, row, lane)
    elseif is_here(band, lane) then
      name_lane(band, row, lane)
      level_row(band, row, {lane})
      row = row + 1
    end
  end
  if #band.others > 0 then
    band.grid:put(0, row, ("+ %d exec"):format(#band.others))
    level_row(band, row, band.others)
    row = row + 1
  end
  return row
end

-- Batches -----------------------------------------------------------------------------

local function batch_row(band, row)
  band.grid:put(0, row, "batch")
  local free = band.left
  for _, batch in ipairs(band.model.busy) do
    local to = math.min(batch.to or band.model.ended, band.to)
    local left, right = columns_of(band, batch.from or 0, batch.from and to or -1)
    if left then
      local number = tostring(batch.number) .. (batch.failed and "╳" or "")
      local color = batch.failed and "bad" or role(batch.number)
      band.grid:put(left, row, ("_"):rep(right - left), color)
      if left >= free and left + utf8.len(number) <= band.columns then
        band.grid:put(left, row, number, color)
        free = left + utf8.len(number) + (right - left > 1 and 0 or 1)
      end
    end
  end
  return row + 1
end

---Draws a band from the first row of its grid on.
---@param band table
function M.draw(band)
  local row = time_row(band, 0)
  if not band.coarse then
    row = wait_rows(band, row)
  end
  row = executor_rows(band, row)
  if not band.coarse then
    batch_row(band, row)
  end
end

return M
