-- viz.cluster.profile: many cores as one chart: how many of them are in use.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local BIN <const> = 2 -- points that a bar is wide

-- Adds to every bin the part of it in which something lasts, so many times.
local function spread(list, left, right, times)
  local first, last = left // 1 | 0, math.ceil(right) - 1
  for slot = first, last do
    local part = math.min(slot + 1, right) - math.max(slot, left)
    list[slot] = (list[slot] or 0) + part * times
  end
  return first, last
end

---How many cores of some lanes are in use, over bins of the range.
---@param model table
---@param lanes table[]
---@param bins integer
---@return table busy (by tasks), held (by receivers), alive, batch: by bin from 0 on
function M.count(model, lanes, bins)
  local sum = {busy = {}, held = {}, alive = {}, batch = {}, bins = bins, cores = 0}
  local scale = bins / (model.to - model.from)
  local function add(list, from, to, times)
    from, to = math.max(from, model.from), math.min(to, model.to)
    if from < to then
      return spread(list, (from - model.from) * scale, (to - model.from) * scale, times)
    end
    return 0, -1
  end
  for _, lane in ipairs(lanes) do
    for _, task in ipairs(lane.tasks) do
      local first, last = add(sum.busy, task.from, task.to, 1)
      for slot = first, last do
        local before = sum.batch[slot]
        local same = before == nil or before == task.batch
        sum.batch[slot] = same and task.batch or false
      end
    end
    for _, held in ipairs(lane.receivers) do
      add(sum.held, held.from, held.to, 1)
    end
    for _, span in ipairs(lane.spans) do
      add(sum.alive, span.from, span.to, span.cores)
    end
    sum.cores = sum.cores + lane.cores
  end
  return sum
end

---The cores that are there and in use in a bin.
---@param sum table of M.count
---@param slot integer
---@return number busy
---@return number held
---@return number alive
function M.at(sum, slot)
  return sum.busy[slot] or 0, sum.held[slot] or 0, sum.alive[slot] or 0
end

-- Neighbours of one height and batch are one box.
local function runs(sum, list, base, batch)
  local boxes, last = {}, nil
  for slot = 0, sum.bins - 1 do
    local value, below = list[slot] or 0, base[slot] or 0
    local own = batch[slot] or nil
    if last and math.abs(last.value - value) < 1e-6 and last.base == below
      and last.batch == own then
      last.to = slot + 1
    elseif value > 1e-6 then
      last = {from = slot, to = slot + 1, value = value, batch = own, base = below}
      boxes[#boxes + 1] = last
    else
      last = nil
    end
  end
  return boxes
end

local function draw_runs(page, chart, list, what)
  for _, run in ipairs(list) do
    local bottom = chart.y + chart.height - run.base * chart.points
    local height = math.max(run.value * chart.points, 0.3)
    page.canvas:box({
      x = page.axis.left + run.from * BIN, w = (run.to - run.from) * BIN,
      y = bottom - height, h = height, kind = "cores", batch = run.batch or nil,
      fill = what == "held" and "frame" or run.batch and style.batch(run.batch, "l")
        or "focus", from = chart.time(run.from) // 1000,
      name = ("%s: %s of %s%s"):format(words.moment(chart.time(run.from)),
        ("%.3g"):format(run.value), words.count(chart.sum.cores, "core"),
        what == "held" and " held by receivers" or " run tasks"),
    })
  end
end

-- How many cores there are, as a line along their steps.
local function ceiling(page, chart)
  local points, last = {}, nil
  for slot = 0, chart.sum.bins - 1 do
    local alive = chart.sum.alive[slot] or 0
    local x, y = page.axis.left + slot * BIN, chart.y + chart.height
      - alive * chart.points
    if alive ~= last then
      if last then
        points[#points + 1] = {x, points[#points][2]}
      end
      points[#points + 1] = {x, y}
      last = alive
    end
  end
  points[#points + 1] = {page.axis.right, points[#points][2]}
  page.canvas:line({points = points, role = "ink", dashed = true, kind = "cores"})
end

local function scale_mark(page, y, text)
  local x = page.axis.left
  page.canvas:text({x = x - 7, y = y, text = text, anchor = "right",
    size = style.size.small, role = "muted"})
  page.canvas:line({points = {{x - 4, y}, {x, y}}, role = "frame"})
end

---A chart of the cores in use of some lanes.
---@param page table
---@param lanes table[]
---@param y number
---@param options {height: number, scale: boolean?}
---@return number y below
function M.draw(page, lanes, y, options)
  local model, bins = page.model, (page.axis.right - page.axis.left) // BIN
  local sum = M.count(model, lanes, bins)
  local chart = {y = y, height = options.height, sum = sum,
    points = (options.height - 1) / math.max(1, sum.cores), time = function(slot)
      return model.from + (slot * (model.to - model.from) // bins | 0)
    end}
  page.charted = true
  page.canvas:box({x = page.axis.left, y = y, w = page.axis.right - page.axis.left,
    h = options.height, fill = "wash"})
  draw_runs(page, chart, runs(sum, sum.held, {}, {}), "held")
  draw_runs(page, chart, runs(sum, sum.busy, sum.held, page.binned and {} or sum.batch),
    "busy")
  ceiling(page, chart)
  if options.scale then
    scale_mark(page, y + 1, format.count(sum.cores))
    scale_mark(page, y + options.height, "0")
  end
  return y + options.height
end

return M
