-- cli.more_cores: what more cores would do for a run that does not keep up, as runs
-- with them have shown (cli/again.lua).
-- SPDX-License-Identifier: MIT
local measures = require("cli.sweep.measures")
local stable = require("cli.sweep.stable")
local streams = require("viz.streams")
local words = require("sluice.words")

local M = {}

local MOST_TRIES <const> = 4
local HELPS <const> = 0.8 -- of an interval: what leaves room for the rest

-- Shortest and longest processing time in the second half, when a run has settled, and
-- the longest wait of all.
local function times_of(trace)
  local took, waited = {}, 0
  for _, batch in ipairs(trace:batches()) do
    if batch.completed_us and batch.submitted_us then
      took[#took + 1] = batch.completed_us - batch.started_us
      waited = math.max(waited, batch.started_us - batch.submitted_us)
    end
  end
  local settled = table.move(took, #took // 2 + 1, #took, 1, {})
  table.sort(settled)
  return {least = settled[1], most = settled[#settled], waited = waited}
end

local function has_windows(trace)
  for _, stream in ipairs(trace:streams()) do
    if streams.is_windowed(stream) then
      return true
    end
  end
  return false
end

-- Stages whose tasks are one for each block: a longer batch has more of them.
local function block_stages(trace)
  local found = {}
  for _, job in ipairs(#trace:receivers() > 0 and trace:jobs() or {}) do
    for _, stage in ipairs(job.stages) do
      found[stage.number] = #stage.parents == 0
    end
  end
  return found
end

-- Microseconds from the call of a job to its first task, all jobs together.
local function starting_us(trace)
  local sum = 0
  for _, job in ipairs(trace:jobs()) do
    sum = sum + (job.worked_us and job.worked_us - job.started_us or 0)
  end
  return sum
end

-- The part of the processing time that grows with the batch interval, from 0 to 1, when
-- a batch takes so long. Nil where that cannot be told: a state has its keys, and a
-- window its length, whatever the interval is.
local function growing_share(trace, batches, takes_us)
  if #trace:states() > 0 or has_windows(trace) then
    return nil
  end
  local per_block, same, all = block_stages(trace), 0, 0
  for _, task in ipairs(trace:tasks()) do
    if task.ended_us and task.cost_fixed then
      all = all + task.ended_us - task.started_us
      same = same + (per_block[task.stage] and 0 or task.cost_fixed)
    end
  end
  local in_tasks = 1 - starting_us(trace) / batches / takes_us
  return all > 0 and in_tasks > 0 and (all - same) / all * in_tasks or nil
end

local function percent(share)
  local rounded = (share * 100 + 0.5) // 1
  return share >= 1 and "all" or ("%d %% of the"):format(math.min(rounded, 99))
end

-- What a longer interval would do, as far as it is certain.
local function interval_text(found)
  local share = found.growing
  if share and share * found.takes_us >= found.interval then
    return (" A longer interval does not help: %s work grows with it."):format(
      percent(share))
  elseif share and share * found.takes_us <= HELPS * found.interval then
    return (" A longer interval helps: %s work is for each batch, however long it is.")
      :format(percent(1 - share))
  end
  return ""
end

-- What was found of a run; nil if no batch of it was done.
local function found_in(trace, growth_us)
  local found, times = measures.of(trace), times_of(trace)
  if not times.least then
    return nil
  end
  found.least, found.most, found.waited = times.least, times.most, times.waited
  found.receivers = #trace:receivers()
  found.takes_us = found.interval + growth_us
  found.growing = growing_share(trace, found.batches, found.takes_us)
  return found
end

---@param cores integer
---@return string
function M.master(cores)
  return ("local[%d]"):format(cores)
end

local function kept_up(cores, found)
  local wait = found.waited == 0 and "none waits"
    or ("none waits longer than %s"):format(words.rounded(found.waited))
  return ('"%s": tried on this input, a batch takes %s, %s.%s'):format(M.master(cores),
    words.span(found.least, found.most), wait, interval_text(found))
end

-- No try kept up: one more core each than the run had.
local function did_not(tries, had)
  local first, last = tries[1], tries[#tries]
  local help = last.most < first.most and "are not enough" or "do not help"
  local text = ("more cores %s: tried up to %s, a batch takes %s there."):format(help,
    M.master(had + #tries), words.span(last.least, last.most))
  if last.partitions_max > 0 and last.partitions_max <= had - last.receivers then
    text = text .. (" It has %s, so %s; repartition makes more."):format(
      words.count(last.partitions_max, "partition"), last.partitions_max == 1
        and "one core works on it" or "no more cores work on it")
  end
  return text .. interval_text(last)
end

---What to change, after up to four tries with more cores; nil if a try failed.
---@param d table the warning: `cores` it had, `growth` of the delay from batch to batch
---@param attempt fun(cores: integer): Trace|nil runs the program
---@return string|nil
function M.advice(d, attempt)
  local tries = {}
  for cores = d.cores + 1, d.cores + MOST_TRIES do
    local trace = attempt(cores)
    local found = trace and found_in(trace, d.growth)
    if not found then
      return nil
    elseif stable.keeps_up(found) then
      return kept_up(cores, found)
    end
    tries[#tries + 1] = found
  end
  return did_not(tries, d.cores)
end

return M
