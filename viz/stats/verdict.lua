-- viz.stats.verdict: whether a run keeps up with its input, and how that is told.
-- Spark: none; its page draws a line at the interval and leaves the rest to the reader
-- (semantics 4.4).
--
-- A run is stable if no batch starts after its tick and none takes longer than the
-- interval. It is unstable if at its end the scheduling delay has risen in five batches
-- in a row, or is more than an interval and more than it was in the middle of the run.
-- Else a delay that is higher at the end than in the middle leaves it behind, and only
-- more batches will tell; any other delay is an overload that the run can bear. A batch
-- that is not done at the end, more than an interval after its tick, is stuck.
-- SPDX-License-Identifier: MIT
local M = {}

local RISES <const> = 5

---When a run is called unstable, in two lines.
M.rule = {
  ("Rule: unstable if at the end the scheduling delay rises in %d batches in a row,"
    ):format(RISES),
  "or is more than an interval and more than it was in the middle of the run.",
}

-- How many batches in a row, up to the last, waited longer than the one before.
local function rises_of(batches)
  local rises = 0
  for i = #batches, 2, -1 do
    if batches[i].waited <= batches[i - 1].waited then
      break
    end
    rises = rises + 1
  end
  return rises
end

local function sums_of(batches, interval)
  local took, slow, late = 0, {}, {}
  for _, batch in ipairs(batches) do
    took = took + batch.took
    if batch.took > interval then
      slow[#slow + 1] = batch.number
    end
    if batch.waited > 0 then
      late[#late + 1] = batch.number
    end
  end
  return took, slow, late
end

---@param batches {number: integer, waited: integer, took: integer}[] done, oldest first
---@param interval integer in the unit of waited and took
---@param stuck? integer[] numbers of batches that should have been done
---@return table word "stable", "overloaded", "behind", "unstable", "stuck", "unknown";
---load: of the interval, on average; slow, late, stuck: numbers of batches; last: what
---that one waited
function M.judge(batches, interval, stuck)
  local took, slow, late = sums_of(batches, interval)
  local found = {slow = slow, late = late, rises = rises_of(batches), word = "unknown",
    stuck = stuck or {}}
  if #found.stuck > 0 then
    found.word = "stuck"
  end
  if #batches == 0 then
    return found
  end
  found.load = took / #batches / interval
  found.last = batches[#batches].waited
  found.middle = batches[(#batches + 1) // 2].waited
  local grows = found.last > found.middle
  if found.word == "stuck" then
    return found
  elseif found.rises >= RISES or grows and found.last > interval then
    found.word = "unstable"
  elseif grows then
    found.word = "behind"
  else
    found.word = #slow + #late > 0 and "overloaded" or "stable"
  end
  return found
end

return M
