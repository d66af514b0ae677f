-- viz.cluster.overview: waiting and running of very many batches, as charts.
-- SPDX-License-Identifier: MIT
local chart = require("viz.chart")
local format = require("viz.format")
local style = require("viz.style")
local words = require("sluice.words")

local M = {}

local BIN <const> = 2 -- points that a bar is wide, at least

local function name(page, y, text, note)
  page.canvas:text({x = style.page.margin, y = y + 10, text = text,
    size = style.size.lane, bold = true})
  page.canvas:text({x = style.page.margin, y = y + 22, text = note,
    size = style.size.small, role = "muted"})
end

-- Mean and maximum of a measure over bins of batches, at their ticks.
local function bins_of(page, value)
  local model = page.model
  local size = math.max(1, math.ceil(BIN / page.axis.batch_width))
  local width, list, last = size * model.interval, {}, nil
  for _, batch in ipairs(model.busy) do
    local slot, number = (batch.time - 1) // width, value(batch)
    if number and batch.time > model.from then
      if not last or last.slot ~= slot then
        last = {slot = slot, from = slot * width, to = (slot + 1) * width, sum = 0,
          most = 0, count = 0, first = batch.number}
        list[#list + 1] = last
      end
      last.sum, last.count = last.sum + number, last.count + 1
      last.most, last.last = math.max(last.most, number), batch.number
    end
  end
  return list, size
end

local function bars(page, y, list, options)
  for _, bin in ipairs(list) do
    bin.value, bin.role = bin.sum / bin.count, options.role
    bin.name = ("batches %d to %d %s %s on average, %s at most"):format(bin.first,
      bin.last, options.verb, format.duration(bin.value // 1 | 0),
      format.duration(bin.most))
  end
  return chart.bars(page, y, list, {write = format.duration, unit = 1000,
    limit = options.limit})
end

---How long batches wait, over time.
---@param page table
---@param y number
---@return number y below
function M.waiting(page, y)
  local list, size = bins_of(page, function(batch)
    return batch.waited
  end)
  if size > 1 then
    page:leave_out(("a bar is the mean of %s, the mark above the maximum"):format(
      words.count(size, "batch", "batches")))
  end
  page:leave_out(("batches=%d..%d shows single tasks"):format(
    math.max(1, page.model.from // page.model.interval),
    math.max(1, page.model.from // page.model.interval) + 7))
  name(page, y, "waited", "after the tick")
  return bars(page, y, list, {role = "badline", verb = "wait"}) + 14
end

---How long batches run, over time.
---@param page table
---@param y number
---@return number y below
function M.running(page, y)
  local list = bins_of(page, function(batch)
    return batch.took
  end)
  name(page, y, "batches ran", "dashed: interval")
  return bars(page, y, list, {role = "focus", verb = "run",
    limit = page.model.interval})
end

return M
