-- viz.storage.replay: where every copy of a block is at a time.
--
-- A state is copies[block][executor] = {place, bytes}; blocks and partitions are told
-- apart by `about`, which has what is known of each block.
-- SPDX-License-Identifier: MIT
local M = {}

---@param trace Trace
---@param gaps table[] of viz.lives: with the driver all copies are gone
---@param zero integer
---@return table changes in the order of time, about: what is known of each block
function M.read(trace, gaps, zero)
  local changes, about, order = trace:storage(), {}, 0
  for _, item in ipairs(changes) do
    if not about[item.block] then
      order = order + 1
      about[item.block] = {id = item.block, order = order}
    end
    local known = about[item.block]
    known.receiver, known.rdd = known.receiver or item.receiver, known.rdd or item.rdd
    known.partition = known.partition or item.partition
    known.level = known.level or item.level
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

local function account(state, executor, copy, sign)
  if copy and copy.place ~= "disk" then
    state.used[executor] = (state.used[executor] or 0) + sign * copy.bytes
  end
end

local function apply(state, item)
  local copies = state.copies[item.block] or {}
  local before = copies[item.executor]
  account(state, item.executor, before, -1)
  copies[item.executor] = item.place and {place = item.place,
    bytes = item.bytes or before and before.bytes or 0} or nil
  account(state, item.executor, copies[item.executor], 1)
  state.copies[item.block] = next(copies) and copies or nil
end

---Goes on to a time: all that happens up to it has happened. `each` is called with
---every change, before it is made.
---@param state table
---@param time integer since the zero time of the run
---@param each? fun(item: table, time: integer)
function M.go(state, time, each)
  local read = state.read
  local limit = time + read.zero
  while true do
    local item, death = read.changes[state.next], read.deaths[state.death]
    if death and death <= limit and (not item or item.at_us > death) then
      state.copies, state.used = {}, {}
      state.death = state.death + 1
    elseif item and item.at_us <= limit then
      if each then
        each(item, item.at_us - read.zero)
      end
      apply(state, item)
      state.next = state.next + 1
    else
      return
    end
  end
end

---A picture of a state, which later changes leave alone.
---@param state table
---@return table copies by block and executor, used: bytes in memory by executor
function M.snapshot(state)
  local copies, used = {}, {}
  for block, places in pairs(state.copies) do
    copies[block] = {}
    for executor, copy in pairs(places) do
      copies[block][executor] = {place = copy.place, bytes = copy.bytes}
    end
  end
  for executor, bytes in pairs(state.used) do
    used[executor] = bytes
  end
  return {copies = copies, used = used}
end

return M
