-- sluice.dstream.window_fit: how a window and the batches below it come to fit.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

local MOST <const> = 4 -- intervals that are named

local function seconds(ms)
  return words.duration(ms * 1000)
end

local function multiples(ms, step)
  local below = ms // step * step
  return below > 0 and ("%s or %s"):format(seconds(below), seconds(below + step))
    or seconds(below + step)
end

local function greatest_divisor(a, b)
  while b ~= 0 do
    a, b = b, a % b
  end
  return a
end

-- The divisors of a whole number.
local function divisors(n)
  local list = {}
  for d = 1, math.tointeger(math.sqrt(n) // 1) do
    if n % d == 0 then
      list[#list + 1] = d
      list[#list + 1] = d * d ~= n and n // d or nil
    end
  end
  return list
end

---Batch intervals that divide a length and a slide, in the largest of some units: those
---nearest to an interval, the smallest first.
---@param length integer ms
---@param slide integer ms
---@param interval integer ms
---@return integer[] ms
function M.intervals(length, slide, interval)
  local common, unit = greatest_divisor(length, slide), 1000
  while common % unit ~= 0 do
    unit = unit // 10
  end
  local list = divisors(common // unit)
  local function distance(d)
    d = d * unit
    return d > interval and d / interval or interval / d
  end
  table.sort(list, function(a, b)
    return distance(a) < distance(b) or distance(a) == distance(b) and a < b
  end)
  list = table.move(list, 1, math.min(#list, MOST), 1, {})
  table.sort(list)
  for i, d in ipairs(list) do
    list[i] = d * unit
  end
  return list
end

-- "Seconds(1), 2, 5 or 10"
local function codes(intervals)
  local texts = {}
  local in_seconds = intervals[1] % 1000 == 0
  for i, ms in ipairs(intervals) do
    texts[i] = ("%d"):format(in_seconds and ms // 1000 or ms)
  end
  texts[1] = (in_seconds and "Seconds(%s)" or "Milliseconds(%s)"):format(texts[1])
  return words.list(texts, "or")
end

---What to try: other batches, if nothing but their interval is in the way, or other
---lengths.
---@param owner StreamingContext
---@param step integer ms, the slide of the stream
---@param length integer ms
---@param slide integer ms
---@return string
function M.advice(owner, step, length, slide)
  local parts = {}
  if length % step ~= 0 then
    parts[1] = multiples(length, step)
  end
  if slide % step ~= 0 then
    parts[#parts + 1] = (parts[1] and "every " or "") .. multiples(slide, step)
  end
  local other = table.concat(parts, ", ")
  if step ~= owner.interval or owner.spark.values["sluice.batchInterval"] then
    return other
  end
  return ("batches of %s%s; or %s"):format(codes(M.intervals(length, slide, step)),
    owner.line and (" (line %d)"):format(owner.line) or "", other)
end

return M
