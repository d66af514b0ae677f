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

---Since when a batch was missed that a driver formed after it had come back: from its
---tick on, or from the death on if it was formed before that, too. Nil for others.
---@param gaps {from: integer, to: integer?}[]
---@param time integer of the batch
---@param submitted integer
---@return integer|nil
function M.missed_since(gaps, time, submitted)
  local since
  for _, gap in ipairs(gaps) do
    if gap.to and time <= gap.to and submitted >= gap.to then
      since = math.max(time, gap.from)
    end
  end
  return since
end

-- "batch 4 runs again, batches 5 to 7 are made up for"
local function made_up(again, missed)
  local parts = {}
  if #again > 0 then
    parts[1] = ("%s %s again"):format(format.batches(again),
      #again == 1 and "runs" or "run")
  end
  if #missed > 0 then
    parts[#parts + 1] = ("%s %s made up for"):format(format.batches(missed),
      #missed == 1 and "is" or "are")
  end
  return table.concat(parts, ", ")
end

---What a death of the driver in a range means, as a sentence, or nil.
---@param model table gaps, from, to, and busy: batches with number, time, from, again
---@return string|nil
function M.sentence(model)
  for _, gap in ipairs(model.gaps) do
    if gap.from < model.to and (gap.to or math.huge) > model.from then
      if not gap.to then
        return ("the driver dies at %s and does not come back"):format(
          words.moment(gap.from))
      end
      local again, missed = {}, {}
      for _, batch in ipairs(model.busy) do
        if batch.from and batch.time <= gap.to and batch.from >= gap.to then
          table.insert(batch.again and again or missed, batch.number)
        end
      end
      local text = ("the driver is dead from %s to %s"):format(
        format.seconds(gap.from), words.moment(gap.to))
      local after = made_up(again, missed)
      return after == "" and text or text .. "; " .. after
    end
  end
  return nil
end

return M
