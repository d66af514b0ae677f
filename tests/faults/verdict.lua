-- tests/faults/verdict.lua -- what may be lost and doubled, by the configuration.
-- SPDX-License-Identifier: MIT
--
-- Each item has a fate: it was seen, or there is a last place where it was. A place is
-- where an item may end only if the configuration does not promise more.

local M = {}

-- Nothing waits longer than this before something happens: 3 s for a near core.
local WAIT = 3500

-- Whether the item may be lost, or may still be on its way when the run ends.
local MAY = {}

-- It came while nobody was connected.
function MAY.lost(walk)
  return walk.case.source == "socket"
end

-- Nobody read it: its place keeps it, or its connection ended before.
function MAY.unread(walk, item, place)
  local left = walk.left_at[place]
  if walk.case.source == "queue" then
    return not item.acked and (left ~= nil or walk.kills > 0
      or walk.executors_killed > 0 or item.arrived > walk.last_tick)
  end
  return left ~= nil and left >= item.arrived or walk.kills > 0
    or walk.executors_killed > 0
end

-- It was read, and its receiver died before it was in a block.
function MAY.buffer(walk, item)
  local case = walk.case
  if case.mode == "safe" and item.acked then
    return false
  end
  return item.dropped ~= nil or item.recorded > walk.last_tick - case.block
end

-- The source gave it; the receiver did not get as far as storing it.
function MAY.taken(walk, item)
  return walk.case.mode == "early" or not item.acked
end

-- It is in a block, and the driver died before a batch got it.
function MAY.block(walk, _, block)
  return not walk.alive or block.dead or block.life < walk.anew
    or block.at >= walk.last_tick
end

-- It is in a batch; no copy of its block was left, or the output did not end.
function MAY.batch(walk, _, block)
  local was_cleaned = walk.kills > 0 and walk.overtaken[block.batch]
  if block.dead or was_cleaned then
    return true
  end
  local state
  for name, how in pairs(walk.outputs) do
    local life, batch, output = name:match("(%d+) (%d+) (%d+)")
    if output == "0" and tonumber(batch) == block.batch
      and (not state or tonumber(life) >= state.life) then
      state = { life = tonumber(life), how = how }
    end
  end
  return (state and state.how == "failed")
    or (not state or state.how == "started") and M.is_unfinished(walk, block.batch)
end

--- Whether a batch need not be done: its driver died for good, or work goes on.
function M.is_unfinished(walk, batch)
  return not walk.alive or (walk.submitted[batch] or 0) < walk.anew or walk.is_busy
end

local function fate(walk, item)
  if item.lost then
    return "lost"
  end
  local best
  for _, id in ipairs(item.blocks) do
    local block = walk.blocks[id]
    if not best or block.batch then
      best = block
    end
  end
  if best then
    return best.batch and "batch" or "block", best
  elseif item.recorded then
    return "buffer"
  end
  return item.given > 0 and "taken" or "unread"
end

local function check_items(walk)
  for name, item in pairs(walk.items) do
    if not next(item.seen) then
      local where, block = fate(walk, item)
      local place = walk.places[name:sub(1, 1)]
      if not MAY[where](walk, item, block or place) then
        walk:fail("%s is lost: %s%s", name, where,
          item.acked and ", acknowledged" or "")
      end
    end
  end
end

-- A file is in a batch, and the batch is shown.
local function check_files(walk)
  local case = walk.case
  for file, items in pairs(case.files) do
    local batch = walk.file_batches[file]
    if not batch and walk.alive and walk.anew == 1 then
      walk:fail("file %s is in no batch", file)
    elseif batch and not walk.last_shown.seen[batch] and #walk.failures == 0
      and not M.is_unfinished(walk, batch) then
      walk:fail("file %s, of %d lines, is in batch %d, which is not shown", file,
        #items, batch)
    end
  end
end

-- Every batch of a life that goes on is done, unless work is still under way.
local function check_outputs(walk)
  for time, life in pairs(walk.submitted) do
    local done = walk.completed[time]
    if life >= walk.anew and not M.is_unfinished(walk, time)
      and (done and done.life) ~= life then
      walk:fail("batch %d was not completed", time)
    end
  end
  for name, state in pairs(walk.outputs) do
    local life, batch = name:match("(%d+) (%d+)")
    if state == "started" and tonumber(life) == walk.life
      and not M.is_unfinished(walk, tonumber(batch)) then
      walk:fail("an output of batch %s did not end", batch)
    end
  end
end

-- Failures that a learner is told of in Spark's words.
local function check_failures(walk)
  for i, failure in ipairs(walk.failures) do
    local block = failure.text:match("Could not compute split, block (input[-%d]+)")
    if block then
      if not (walk.blocks[block] and walk.blocks[block].dead) then
        walk:fail("a job did not find block %s, which is there", block)
      end
    elseif failure.text:find("ExecutorLostFailure", 1, true) then
      if walk.executors_killed == 0 then
        walk:fail("a job lost an executor, and none died")
      end
    elseif failure.text:find("after its blocks have been removed", 1, true) then
      if not walk.case.jobs and i == 1 then
        walk:fail("one job at a time, and blocks are removed too early")
      end
    else
      walk:fail("a job failed: %s", failure.text:sub(1, 300))
    end
  end
end

-- Tables outside.

local function check_put(walk, rows)
  for time, texts in pairs(walk.last_shown.put) do
    if rows[tostring(time)] ~= texts then
      walk:fail("put %d is %q, wanted %q", time, tostring(rows[tostring(time)]), texts)
    end
  end
end

local function check_puts(walk, rows)
  for time, tries in pairs(walk.wrote.puts) do
    for _, items in ipairs(tries) do
      for _, item in ipairs(items) do
        if not rows[time .. " " .. item] then
          walk:fail("batch %d has not put %s", time, item)
        end
      end
    end
  end
end

-- At least as often as outputs ended, and exactly so if nothing broke.
local function check_add(walk, rows)
  local want = {}
  for _, tries in pairs(walk.wrote.add) do
    for _, items in ipairs(tries) do
      for _, item in ipairs(items) do
        want[item] = (want[item] or 0) + 1
      end
    end
  end
  for item, n in pairs(walk.added) do
    local row = math.tointeger(tonumber(rows[item]))
    local calm = walk.kills == 0 and walk.executors_killed == 0 and not walk.is_busy
      and #walk.failures == 0
    if row ~= n then
      walk:fail("the table has %s %s times, the trace %d", item, tostring(row), n)
    elseif n < (want[item] or 0) or calm and n ~= want[item] then
      walk:fail("%s was added %d times, wanted %d", item, n, want[item] or 0)
    end
    want[item] = nil
  end
  for item in pairs(want) do
    walk:fail("%s was not added", item)
  end
end

local TABLES = { put = check_put, puts = check_puts, add = check_add }

-- Receivers hold all cores that are left: no task can run.
local function is_starved(walk)
  local cores = 0
  for _, n in pairs(walk.executors) do
    cores = cores + n
  end
  return cores <= walk.case.receivers
end

--- Adds to walk.wrong what the end of the run shows.
---@param walk table
---@param stores table<string, table<string, string>>
function M.judge(walk, stores)
  local case = walk.case
  walk.last_tick = (walk.ticked or 0)
  walk.at = case.ends
  walk.is_busy = next(walk.tasks) ~= nil or walk.worked_at > case.ends - WAIT
    or is_starved(walk)
  check_items(walk)
  check_files(walk)
  check_outputs(walk)
  check_failures(walk)
  for _, kind in ipairs(case.outputs) do
    if TABLES[kind] then
      TABLES[kind](walk, stores[kind] or {})
    end
  end
end

return M
