-- sluice.stats: count, mean, variance, largest and smallest of numbers.
-- Spark: StatCounter.
--
-- Tasks count into plain tables {n, mean, m2, max, min}; the driver puts them together.
-- SPDX-License-Identifier: MIT
local M = {}

---@return number[]
function M.begin()
  return { 0, 0.0, 0.0, -math.huge, math.huge }
end

---@param counter number[]
---@param x number
function M.add(counter, x)
  local delta = x - counter[2]
  counter[1] = counter[1] + 1
  counter[2] = counter[2] + delta / counter[1]
  counter[3] = counter[3] + delta * (x - counter[2])
  counter[4] = math.max(counter[4], x)
  counter[5] = math.min(counter[5], x)
end

---@param a number[] takes what is in b
---@param b number[]
function M.merge(a, b)
  if b[1] == 0 then
    return
  elseif a[1] == 0 then
    table.move(b, 1, 5, 1, a)
    return
  end
  local delta, n = b[2] - a[2], a[1] + b[1]
  if b[1] * 10 < a[1] then
    a[2] = a[2] + delta * b[1] / n
  elseif a[1] * 10 < b[1] then
    a[2] = b[2] - delta * a[1] / n
  else
    a[2] = (a[2] * a[1] + b[2] * b[1]) / n
  end
  a[3] = a[3] + b[3] + delta * delta * a[1] * b[1] / n
  a[1] = n
  a[4] = math.max(a[4], b[4])
  a[5] = math.min(a[5], b[5])
end

---Count, mean, variance, largest and smallest of numbers, all seen in one pass: what
---RDD:stats() gives.
---
---Example:
---```lua
---local stats = sc:parallelize({ 19.5, 21.0, 28.5 }):stats()
---print(stats:count(), stats:mean(), stats:max())      --> 3  23.0  28.5
---```
---@class StatCounter
local StatCounter = { __name = "StatCounter" }
StatCounter.__index = StatCounter

---@param counter number[]
---@return StatCounter
function M.wrap(counter)
  return setmetatable({ held = counter }, StatCounter)
end

---How many numbers there are.
---
---Example:
---```lua
---print(sc:parallelize({ 2, 4, 6, 8 }):stats():count())      --> 4
---```
---@return integer
function StatCounter:count()
  return self.held[1]
end

---The mean; 0.0 if there are none.
---
---Example:
---```lua
---print(sc:parallelize({ 2, 4, 6, 8 }):stats():mean())      --> 5.0
---```
---@return number
function StatCounter:mean()
  return self.held[2]
end

---The sum, as a float: count times mean.
---
---Example:
---```lua
---print(sc:parallelize({ 2, 4, 6, 8 }):stats():sum())      --> 20.0
---```
---@return number
function StatCounter:sum()
  return self.held[1] * self.held[2]
end

---The largest number, as a float; -inf if there are none.
---
---Example:
---```lua
---print(sc:parallelize({ 2, 4, 6, 8 }):stats():max())      --> 8.0
---```
---@return number
function StatCounter:max()
  return self.held[4] + 0.0
end

---The smallest number, as a float; inf if there are none.
---
---Example:
---```lua
---print(sc:parallelize({ 2, 4, 6, 8 }):stats():min())      --> 2.0
---```
---@return number
function StatCounter:min()
  return self.held[5] + 0.0
end

---Of all numbers; NaN if there are none.
---
---Example:
---```lua
---print(sc:parallelize({ 2, 4, 6, 8 }):stats():variance())      --> 5.0
---```
---@return number
function StatCounter:variance()
  return self.held[1] == 0 and 0 / 0 or self.held[3] / self.held[1]
end

---Of a sample; NaN if there are fewer than two.
---
---Example:
---```lua
---print(sc:parallelize({ 1, 3 }):stats():sampleVariance())      --> 2.0
---```
---@return number
function StatCounter:sampleVariance()
  return self.held[1] <= 1 and 0 / 0 or self.held[3] / (self.held[1] - 1)
end

---The square root of variance(), the standard deviation.
---
---Example:
---```lua
---print(sc:parallelize({ 1, 3 }):stats():stdev())      --> 1.0
---```
---@return number
function StatCounter:stdev()
  return math.sqrt(self:variance())
end

---The square root of sampleVariance().
---
---Example:
---```lua
---print(sc:parallelize({ 10, 12, 14 }):stats():sampleStdev())      --> 2.0
---```
---@return number
function StatCounter:sampleStdev()
  return math.sqrt(self:sampleVariance())
end

-- The shortest digits that read back as x, and where the point stands: 0.DIGITS * 10^e.
local function digits_of(x)
  for precision = 0, 16 do
    local text = ("%." .. precision .. "e"):format(x)
    if tonumber(text) == x then
      local first, rest, exponent = text:match("^(%d)%.?(%d*)e([+-]%d+)$")
      return first .. rest, tonumber(exponent) + 1
    end
  end
  local first, rest, exponent = ("%.16e"):format(x):match("^(%d)%.(%d*)e([+-]%d+)$")
  return first .. rest, tonumber(exponent) + 1
end

-- Adds one in the last place of a text of digits.
local function round_up(digits)
  local at = #digits
  while at > 0 and digits:sub(at, at) == "9" do
    at = at - 1
  end
  local nines = ("0"):rep(#digits - at)
  if at == 0 then
    return "1" .. nines
  end
  return digits:sub(1, at - 1) .. tostring(tonumber(digits:sub(at, at)) + 1) .. nines
end

-- Java's "%f": six places, made of the shortest digits and rounded half up.
local function fixed(x)
  if x ~= x then
    return "NaN"
  elseif x == math.huge or x == -math.huge then
    return x > 0 and "Infinity" or "-Infinity"
  elseif x == 0 then
    return "0.000000"
  end
  local digits, point = digits_of(math.abs(x))
  local wanted = point + 6 -- digits up to the sixth place
  local kept
  if wanted < 0 then
    kept = "0"
  elseif wanted >= #digits then
    kept = digits .. ("0"):rep(wanted - #digits)
  else
    kept = digits:sub(1, wanted)
    if kept == "" then
      kept = "0"
    end
    if digits:sub(wanted + 1, wanted + 1) >= "5" then
      kept = round_up(kept)
    end
  end
  kept = ("0"):rep(7 - #kept) .. kept
  return (x < 0 and "-" or "") .. kept:sub(1, -7) .. "." .. kept:sub(-6)
end

function StatCounter:__tostring()
  return ("(count: %d, mean: %s, stdev: %s, max: %s, min: %s)"):format(self:count(),
    fixed(self:mean()), fixed(self:stdev()), fixed(self:max()), fixed(self:min()))
end

return M
