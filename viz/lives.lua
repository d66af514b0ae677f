-- viz.lives: the lives of a driver that dies and comes back.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local words = require("sluice.words")

local M = {}

---The times without a driver, in microseconds since the zero time of the run; the last
---has no end if it never comes back.
---@param trace Trace
---@return {from: integer, to: integer?}[]
function M.gaps(trace)
  local gaps, zero = {}, trace:run().zero_us
  for _, change in ipairs(trace:drivers()) do
    local last = gaps[#gaps]
    if change.state == "killed" then
      gaps[#gaps + 1] = {from = change.at_us - zero}
    elseif last and not last.to then
      last.to = change.at_us - zero
    end
  end
  return gaps
end

---When the driver that lives at a time dies, or nil.
---@param gaps {from: integer, to: integer?}[]
---@param time integer
---@return integer|nil
function M.death_after(gaps, time)
  for _, gap in ipairs(gaps) do
    if gap.from >= time then
      return gap.from
    end
  end
  return nil
end

---When the driver that lives at a time began to, or 0.
---@param gaps {from: integer, to: integer?}[]
---@param time integer
---@return integer
function M.birth_before(gaps, time)
  local birth = 0
  for _, gap in ipairs(gaps) do
    if gap.to and gap.to <= time then
      birth = gap.to
    end
  end
  return birth
end

---What a death of the driver in a range means, as a sentence, or nil.
---@param model table gaps, from, to, and busy: batches with number, time, from
---@return string|nil
function M.sentence(model)
  for _, gap in ipairs(model.gaps) do
    if gap.from < model.to and (gap.to or math.huge) > model.from then
      if not gap.to then
        return ("the driver dies at %s and does not come back"):format(
          words.moment(gap.from))
      end
      local late = {}
      for _, batch in ipairs(model.busy) do
        if batch.from and batch.time <= gap.to and batch.from >= gap.to then
          late[#late + 1] = batch.number
        end
      end
      local text = ("the driver is dead from %s to %s"):format(
        format.seconds(gap.from), words.moment(gap.to))
      return #late == 0 and text or ("%s; %s %s made up for"):format(text,
        format.batches(late), #late == 1 and "is" or "are")
    end
  end
  return nil
end

return M
