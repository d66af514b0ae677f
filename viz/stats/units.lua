-- viz.stats.units: times and counts as Spark's web page writes them.
-- Spark: streaming.ui.UIUtils, ui.UIUtils (semantics 11.1).
-- SPDX-License-Identifier: MIT
local M = {}

-- Nanoseconds, short name.
local UNITS <const> = {
  NANOSECONDS = {1, "ns"}, MICROSECONDS = {1000, "us"}, MILLISECONDS = {1000000, "ms"},
  SECONDS = {1000000000, "sec"}, MINUTES = {60000000000, "min"},
  HOURS = {3600000000000, "hrs"}, DAYS = {86400000000000, "days"},
}

local LADDER <const> = {"MILLISECONDS", "SECONDS", "MINUTES", "HOURS", "DAYS"}

---"ms", "sec", "min": how a unit stands at an axis.
---@param unit string a name of Java's TimeUnit
---@return string
function M.short(unit)
  return UNITS[unit][2]
end

---Milliseconds in a unit, with its fractions.
---@param ms number
---@param unit string
---@return number
function M.convert(ms, unit)
  return ms * 1000000 / UNITS[unit][1]
end

---The largest unit of which a time has at least one, and how many it has.
---@param ms number
---@return number value
---@return string unit
function M.normalize(ms)
  local unit = LADDER[1]
  for _, larger in ipairs(LADDER) do
    unit = M.convert(ms, larger) >= 1 and larger or unit
  end
  return M.convert(ms, unit), unit
end

local function several(count, noun)
  if count == 0 then
    return nil
  end
  return ("%d %s%s"):format(count, noun, count == 1 and "" or "s")
end

-- Milliseconds of each noun, and how many of the next smaller ones stand beside it.
local NOUNS <const> = {
  {31536000000, "year", 2}, {604800000, "week", 2}, {86400000, "day", 2},
  {3600000, "hour", 1}, {60000, "minute", 1}, {1000, "second", 1}, {1, "ms", 0},
}

---"2 seconds 35 ms", "1 minute 5 seconds": a time and the next smaller part of it.
---@param ms integer
---@return string
function M.verbose(ms)
  for i, noun in ipairs(NOUNS) do
    if ms >= noun[1] or i == #NOUNS then
      local parts, rest = {}, ms
      for j = i, math.min(i + noun[3], #NOUNS) do
        local size, name = NOUNS[j][1], NOUNS[j][2]
        parts[#parts + 1] = j == #NOUNS and (rest > 0 or i == j) and rest .. " ms"
          or j < #NOUNS and several(rest // size, name) or nil
        rest = rest % size
      end
      return table.concat(parts, " ")
    end
  end
end

return M
