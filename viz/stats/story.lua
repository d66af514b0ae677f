-- viz.stats.story: what the statistics of a run say in words.
-- SPDX-License-Identifier: MIT
local format = require("viz.format")
local words = require("sluice.words")

local M = {}

local HEADS = {}

function HEADS.unknown()
  return "No batch is done: there is nothing to judge"
end

function HEADS.stable(model)
  return ("Stable: no batch waits, and none takes longer than %s"):format(
    words.duration(model.interval))
end

function HEADS.overloaded(model)
  local verdict = model.verdict
  if #verdict.slow == 0 then
    return "Stable: batches wait, but the wait does not grow"
  elseif #format.runs(verdict.slow) > 3 then
    return ("Stable, but %s took longer than %s"):format(
      words.count(#verdict.slow, "batch", "batches"), words.duration(model.interval))
  end
  return ("Stable, with an overload: %s took longer than %s"):format(
    format.batches(verdict.slow), words.duration(model.interval))
end

function HEADS.behind(model)
  return ("Behind: the last batch waits %s, more than those in the middle of the run")
    :format(format.spoken(model.verdict.last))
end

function HEADS.unstable(model)
  return ("Unstable: batches wait longer and longer, %s at the end"):format(
    format.spoken(model.verdict.last))
end

function HEADS.stuck(model)
  local stuck = model.verdict.stuck
  local first = ("Stuck: batch %d should be done, and is not"):format(stuck[1])
  local behind = table.move(stuck, 2, #stuck, 1, {})
  return #behind == 0 and first or ("%s; %s %s behind it"):format(first,
    format.batches(behind), #behind == 1 and "waits" or "wait")
end

---One sentence without a full stop.
---@param model table of viz.stats.model
---@return string
function M.headline(model)
  return HEADS[model.verdict.word](model)
end

-- "The wait was worked off by batch 24."
local function recovery(model)
  local late = model.verdict.late
  local last = late[#late]
  if not last or model.verdict.last > 0 then
    return nil
  end
  return ("The wait was worked off by batch %d"):format(last + 1)
end

---What stands below: the load, and how a wait ended.
---@param model table
---@return string[]
function M.details(model)
  local verdict, list = model.verdict, {}
  if not verdict.load then
    return list
  end
  list[1] = verdict.word == "overloaded" and recovery(model) or nil
  list[#list + 1] = ("Average load: %.0f %% of the interval"):format(verdict.load * 100)
  return list
end

---The picture in words.
---@param model table
---@return string
function M.alt(model)
  local parts = {("Statistics of %s of %s"):format(
    words.count(#model.batches, "batch", "batches"), words.duration(model.interval)),
    M.headline(model)}
  table.move(M.details(model), 1, 2, #parts + 1, parts)
  return table.concat(parts, ". ") .. "."
end

return M
