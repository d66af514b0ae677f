-- viz.timeline.overview: very long runs, as charts of means and maxima over bins.
-- SPDX-License-Identifier: MIT
local chart = require("viz.chart")
local format = require("viz.format")
local lanes = require("viz.timeline.lanes")

local M = {}

local BIN <const> = 2 -- points that a bar is wide, at least

-- The batches in bins of so many, oldest first.
local function bins_of(page)
  local size = math.max(1, math.ceil(BIN / page.axis.batch_width))
  local bins, interval = {}, page.model.interval
  for _, batch in ipairs(page.model.batches) do
    local slot = (batch.number - 1) // size
    local bin = bins[#bins]
    if not bin or bin.slot ~= slot then
      bin = {slot = slot, batches = {}, from = slot * size * interval,
        to = (slot + 1) * size * interval}
      bins[#bins + 1] = bin
    end
    bin.batches[#bin.batches + 1] = batch
  end
  return bins, size
end

-- The mean and the maximum of a field of some batches, 0 where none has it.
local function mean_of(batches, field)
  local sum, most, count = 0, 0, 0
  for _, batch in ipairs(batches) do
    local number = batch[field]
    if number then
      sum, count = sum + number, count + 1
      most = number > most and number or most
    end
  end
  return count > 0 and sum / count or 0, most
end

-- Mean and maximum of a field in each bin, as bars.
local function measure(bins, role, what, field)
  local list = {}
  for i, bin in ipairs(bins) do
    local mean, most = mean_of(bin.batches, field)
    local first, last = bin.batches[1].number, bin.batches[#bin.batches].number
    list[i] = {from = bin.from, to = bin.to, value = mean, most = most, role = role,
      name = ("batches %d to %d: %s"):format(first, last, what(mean, most))}
  end
  return list
end

local function counts(mean, most)
  return ("%.1f records on average, %d at most"):format(mean, most)
end

local function lengths(mean, most)
  return ("%s on average, %s at most"):format(format.duration(mean // 1 | 0),
    format.duration(most))
end

-- The batches' partitions in words, and their numbers under the axis.
local function partitions(page, y)
  local left, right, batches = page.axis.left, page.axis.right, page.model.batches
  page.canvas:box({x = left, y = y, w = right - left, h = 17, fill = "wash",
    line = "frame", kind = "batches", name = ("batches %d to %d"):format(
      batches[1].number, batches[#batches].number)})
  local text = lanes.partition_counts(page.model) .. " in each"
  page.canvas:text({x = (left + right) / 2, y = y + 8.5, text = text,
    anchor = "middle"})
  lanes.name(page, y + 8.5, "batch RDDs")
  return y + 17 + 18
end

---All lanes of a run of very many batches.
---@return number y below
function M.draw(page, y)
  local bins, size = bins_of(page)
  local seconds = {write = format.duration, unit = 1000}
  if size > 1 then
    page:leave_out(("a bar is the mean of %d batches, the mark above the maximum"
      ):format(size))
  end
  page:leave_out(("batches=%d..%d shows single ones and windows"):format(
    page.model.batches[1].number, page.model.batches[200].number))
  if #page.model.lanes > 0 then
    lanes.name(page, y + 10, "records", "per batch")
    y = chart.bars(page, y, measure(bins, "frame", counts, "records")) + 16
  end
  y = partitions(page, y)
  lanes.name(page, y + 10, "waited", "after the tick")
  y = chart.bars(page, y, measure(bins, "badline", lengths, "waited"), seconds) + 16
  lanes.name(page, y + 10, "took", "dashed: interval")
  return chart.bars(page, y, measure(bins, "focus", lengths, "took"),
    {write = format.duration, unit = 1000, limit = page.model.interval})
end

return M
