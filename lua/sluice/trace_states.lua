-- sluice.trace_states: the states of updateStateByKey, of mapWithState and of windows
-- with an inverse function; a part of sluice.trace_index.
-- Spark: none; there a state is seen only by printing it.
--
-- A partition of a state that is computed again, after a loss or by another life of the
-- driver, replaces what was said of it before. Of the RDDs that one task made for a
-- batch the last one is its state; those before it are the steps in which an initial
-- state came into it.
-- SPDX-License-Identifier: MIT
local M = {}

---The fields of the objects of this file, by kind.
M.fields = {
  state = "rdd stream batch partition keys links bytes initial new changed same "
    .. "removed timedOut given named time at_us",
  key = "stream batch partition key value what values left entered time at_us",
}

local FATES <const> = {"initial", "new", "changed", "same", "removed", "timedOut"}

local function ms(us)
  return us and us // 1000
end

local function known(number)
  return number and number >= 0 and number or nil
end

-- What is known of a stream at a batch: its parts, in the order of the trace.
local function slot_of(index, stream, batch)
  local slots = index.state_slots[stream]
  if not slots then
    slots = {times = {}}
    index.state_slots[stream] = slots
  end
  local slot = slots[batch]
  if not slot then
    slot = {order = {}, by_name = {}}
    slots[batch] = slot
    local at = #slots.times + 1
    while at > 1 and slots.times[at - 1] > batch do
      at = at - 1
    end
    table.insert(slots.times, at, batch)
  end
  return slot
end

-- Whether a state only came back from a checkpoint.
local function is_restored(r)
  local moved = 0
  for _, name in ipairs({"new", "changed", "same", "removed", "timed_out"}) do
    moved = moved + math.max(0, r[name] or 0)
  end
  return moved == 0 and (r.initial or 0) > 0
end

-- A new RDD of a partition takes the place of those that another task has made; false
-- if it has nothing to say, because they say more.
local function make_place(slot, part, r)
  local kept, stays = {}, true
  for _, other in ipairs(slot.order) do
    local is_older = other.state.partition == part.partition
      and other.state.at_us ~= part.at_us
    if is_older and is_restored(r) then
      return false
    end
    kept[#kept + 1] = not is_older and other or nil
    stays = stays and not is_older
  end
  if not stays then
    slot.order, slot.by_name = kept, {}
    for i, other in ipairs(kept) do
      slot.by_name[("%d/%d"):format(other.state.rdd, other.state.partition)] = i
    end
  end
  return true
end

-- Parts of a batch: {batch, value} each, both as the trace has them.
local function parts_of(list)
  if not list then
    return nil
  end
  local parts = {}
  for i, part in ipairs(list) do
    parts[i] = {batch = ms(part[1]), value = part[2]}
  end
  return parts
end

---Adds the kinds of record of this file.
---@param READ table<string, fun(index: table, record: table)>
---@param object fun(kind: string, fields: table): table
function M.install(READ, object)
  function READ.state(index, r)
    local part = object("state", {rdd = r.rdd, stream = r.stream, batch = ms(r.batch),
      partition = r.partition, keys = r.keys, links = r.links, bytes = known(r.bytes),
      initial = known(r.initial), new = known(r.new), changed = known(r.changed),
      same = known(r.same), removed = known(r.removed), timedOut = known(r.timed_out),
      given = known(r.given), named = r.named, time = ms(r.at), at_us = r.at})
    index.states[#index.states + 1] = part
    local slot = slot_of(index, r.stream, part.batch)
    local name = ("%d/%d"):format(r.rdd, r.partition)
    if not slot.by_name[name] and not make_place(slot, part, r) then
      return
    end
    local place = slot.by_name[name] or #slot.order + 1
    slot.by_name[name] = place
    slot.order[place] = {state = part, keys = {}}
  end

  READ["state-key"] = function(index, r)
    local slot = slot_of(index, r.stream, ms(r.batch))
    local place = slot.by_name[("%d/%d"):format(r.rdd, r.partition)]
    local keys = place and slot.order[place].keys
    if keys then
      keys[#keys + 1] = object("key", {stream = r.stream, batch = ms(r.batch),
        partition = r.partition, key = r.key, value = r.value, what = r.what,
        values = known(r.values), left = parts_of(r.left),
        entered = parts_of(r.entered), time = ms(r.at), at_us = r.at})
    end
  end

  local ended = READ["task-ended"]
  READ["task-ended"] = function(index, r)
    ended(index, r)
    local task = index.task_by_number[r.task]
    if task and task.batch then
      for _, calls in ipairs(r.calls or {}) do
        local batches = index.state_calls[calls[1]] or {}
        index.state_calls[calls[1]] = batches
        batches[task.batch] = (batches[task.batch] or 0) + calls[2]
      end
    end
  end
end

---@param index table
function M.prepare(index)
  index.states, index.state_slots, index.state_calls = {}, {}, {}
end

---The times at which something is known of a stream's state, ascending.
---@param index table
---@param stream integer
---@return integer[]
function M.times(index, stream)
  local slots = index.state_slots[stream]
  return slots and table.move(slots.times, 1, #slots.times, 1, {}) or {}
end

---How often the function of a stream was called in a batch.
---@param index table
---@param stream integer
---@param batch integer
---@return integer
function M.calls(index, stream, batch)
  local batches = index.state_calls[stream]
  return batches and batches[batch] or 0
end

local function add(sum, value)
  return value and (sum or 0) + value or sum
end

---What is known of the state of a stream after a batch.
---@param index table
---@param stream integer
---@param batch integer
---@return table
function M.state(index, stream, batch)
  local slot = (index.state_slots[stream] or {})[batch] or {order = {}}
  local last = -1
  for _, part in ipairs(slot.order) do
    last = math.max(last, part.state.rdd)
  end
  local sum = {stream = stream, batch = batch, keys = 0, gone = 0,
    visited = M.calls(index, stream, batch), named = 0}
  for _, part in ipairs(slot.order) do
    local state = part.state
    sum.keys = sum.keys + (state.rdd == last and state.keys or 0)
    sum.given, sum.named = add(sum.given, state.given), sum.named + (state.named or 0)
    for _, fate in ipairs(FATES) do
      sum[fate] = add(sum[fate], state[fate])
    end
  end
  sum.gone = (sum.removed or 0) + (sum.timedOut or 0)
  return sum
end

---The keys that a batch brought, changed or took away, in the order of the trace.
---@param index table
---@param stream integer
---@param batch integer
---@return table[]
function M.changes(index, stream, batch)
  local slot, list = (index.state_slots[stream] or {})[batch], {}
  for _, part in ipairs(slot and slot.order or {}) do
    table.move(part.keys, 1, #part.keys, #list + 1, list)
  end
  return list
end

return M
