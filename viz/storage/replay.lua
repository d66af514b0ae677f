-- viz.storage.replay: where every copy of a block is at a time.
--
-- A state is copies[block][executor] = {place, bytes}; these stay as they are, others
-- take their places. What is known of a kept partition is what `about` has of it.
-- SPDX-License-Identifier: MIT
local M = {}

---@param trace Trace
---@param gaps table[] of viz.lives: with the driver all copies are gone
---@param zero integer
---@return table changes in the order of time; about: of kept partitions, by block, the
---  first change that tells rdd, partition and level
function M.read(trace, gaps, zero)
  local changes, about = trace:storage(), {}
  for _, item in ipairs(changes) do
    if item.why == "stored" and item.rdd and not about[item.block] then
      about[item.block] = item
    end
  end
  local deaths = {}
  for i, gap in ipairs(gaps) do
    deaths[i] = gap.from + zero
  end
  return {changes = changes, about = about, deaths = deaths, zero = zero}
end

---An empty state, before the first change.
function M.start(read)
  return {read = read, next = 1, death = 1, copies = {}, used = {}, removed = {}}
end

local function apply(state, item)
  local used, block, executor = state.used, item.block, item.executor
  local place, copies = item.place, state.copies[block]
  local before = copies and copies[executor]
  local copy = place and (item.bytes and item or {place = place,
    bytes = before and before.bytes or 0}) or nil
  if before and before.place ~= "disk" then
    used[executor] = (used[executor] or 0) - before.bytes
  end
  if copy and place ~= "disk" then
    used[executor] = (used[executor] or 0) + copy.bytes
  end
  if not copies then
    state.copies[block] = copy and {[executor] = copy}
    return
  end
  copies[executor] = copy
  if not next(copies) then
    state.copies[block] = nil
  end
end

-- All changes up to a time of the trace.
local function advance(state, limit, each)
  local changes, zero, i = state.read.changes, state.read.zero, state.next
  local item = changes[i]
  while item and item.at_us <= limit do
    if each then
      each(item, item.at_us - zero)
    end
    apply(state, item)
    i = i + 1
    item = changes[i]
  end
  state.next = i
end

---Goes on to a time: all that happens up to it has happened. `each` is called with
---every change, before it is made.
---@param state table
---@param time integer since the zero time of the run
---@param each? fun(item: table, time: integer)
function M.go(state, time, each)
  local deaths, limit = state.read.deaths, time + state.read.zero
  local death = deaths[state.death]
  while death and death <= limit do
    advance(state, death, each)
    state.copies, state.used = {}, {}
    state.death = state.death + 1
    death = deaths[state.death]
  end
  advance(state, limit, each)
end

---What a state is now, which later changes leave alone.
---@param state table
---@return table copies by block and executor, used: bytes in memory by executor
function M.snapshot(state)
  local copies, used = {}, {}
  for block, places in pairs(state.copies) do
    local list = {}
    for executor, copy in pairs(places) do
      list[executor] = copy
    end
    copies[block] = list
  end
  for executor, bytes in pairs(state.used) do
    used[executor] = bytes
  end
  return {copies = copies, used = used}
end

return M
