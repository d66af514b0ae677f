-- viz.format: how times, durations and counts are written in pictures.
--
-- A picture lines its numbers up: durations have a fixed number of decimals, where text
-- in sentences (sluice.words) is as short as exact.
-- SPDX-License-Identifier: MIT
local words = require("sluice.words")

local M = {}

local SECOND <const> = 1000000
local THIN <const> = "\u{2009}"
local MINUS <const> = "\u{2212}"

---How long something took: "4 ms", "0.70 s", "12.3 s", "2.5 m", "1.20 h".
---@param us integer
---@return string
function M.duration(us)
  if us < 0 then
    return MINUS .. M.duration(-us)
  elseif us > 0 and us < SECOND // 100 then
    return ("%d ms"):format(math.max(1, us // 1000))
  elseif us < 9995000 then
    return ("%.2f s"):format(us / SECOND)
  elseif us < 120 * SECOND then
    return ("%.1f s"):format(us / SECOND)
  elseif us < 3600 * SECOND then
    return ("%.1f m"):format(us / SECOND / 60)
  end
  return ("%.2f h"):format(us / SECOND / 3600)
end

---How long something took, in a sentence: "35 ms", "1.7 s", rounded as a picture
---rounds.
---@param us integer
---@return string
function M.spoken(us)
  local unit = us < SECOND and 1000 or SECOND // 100
  local rounded = (us + unit // 2) // unit * unit
  return words.duration(rounded > 0 and rounded or us)
end

---A whole number; the digits of large ones stand in groups.
---@param n integer
---@param from? integer the smallest number that is grouped, 10000 unless given
---@return string
function M.count(n, from)
  local digits = ("%d"):format(math.abs(n))
  if math.abs(n) >= (from or 10000) then
    digits = digits:reverse():gsub("%d%d%d", "%0\0"):reverse():gsub("^\0", "")
    digits = digits:gsub("\0", THIN)
  end
  return (n < 0 and MINUS or "") .. digits
end

---A count in three characters at most: "999", "12k", "3M".
---@param n integer
---@return string
function M.brief(n)
  if n < 1000 then
    return ("%d"):format(n)
  elseif n < 1000000 then
    return n < 100000 and ("%dk"):format(n // 1000) or (".%dM"):format(n // 100000)
  end
  return ("%dM"):format(math.min(n // 1000000, 99))
end

---A point on an axis in seconds, without the unit: "0.5", "12".
---@param us integer
---@return string
function M.seconds(us)
  local text = ("%.6f"):format(us / SECOND):gsub("0+$", ""):gsub("%.$", "")
  return (text:gsub("^-", MINUS))
end

---When a wall clock was at a time, in UTC.
---@param us integer microseconds since 1970
---@return string
function M.date(us)
  return os.date("!%Y-%m-%d %H:%M:%S UTC", us // SECOND) --[[@as string]]
end

---The ends of runs of whole numbers: {1, 2, 3, 5} gives {{1, 3}, {5, 5}}.
---@param numbers integer[] ascending
---@return integer[][]
function M.runs(numbers)
  local runs = {}
  for _, n in ipairs(numbers) do
    local last = runs[#runs]
    if last and last[2] + 1 == n then
      last[2] = n
    else
      runs[#runs + 1] = {n, n}
    end
  end
  return runs
end

---"batch 3", "batches 1 and 2", "batches 2 to 6 and 8".
---@param numbers integer[] ascending
---@return string
function M.batches(numbers)
  local parts = {}
  for _, run in ipairs(M.runs(numbers)) do
    if run[2] - run[1] > 1 then
      parts[#parts + 1] = ("%d to %d"):format(run[1], run[2])
    else
      for n = run[1], run[2] do
        parts[#parts + 1] = ("%d"):format(n)
      end
    end
  end
  local text = table.concat(parts, ", "):gsub(", ([^,]*)$", " and %1")
  return (#numbers == 1 and "batch " or "batches ") .. text
end

return M
