-- tests/golden/model/tables.lua -- the order of keys in Spark's tables.
-- SPDX-License-Identifier: MIT

local javahash = require "javahash"
local values = require "model.values"

local M = {}

local hash, identity, null = values.hash, values.identity, values.null

local function place(slots, capacity, entry)
  local slot, step = javahash.spread(entry.hash) % capacity, 1
  while slots[slot] do
    slot = (slot + step) % capacity
    step = step + 1
  end
  slots[slot] = entry
end

-- The entries in the order in which the table is walked.
local function walk(slots, capacity, first)
  local list = { first }
  for slot = 0, capacity - 1 do
    list[#list + 1] = slots[slot]
  end
  return list
end

--- Entries {key, hash} in table order: the key null first, the others by slot.
---@param entries table[] in the order in which they are put in
---@param leaves_out_null boolean|nil null is not counted when the table grows
---@param capacity integer|nil a power of 2
function M.order(entries, leaves_out_null, capacity)
  capacity = capacity or 64
  local slots, size, null_entry = {}, 0, nil
  for _, entry in ipairs(entries) do
    if entry.key == null and not entry.target then
      null_entry = entry
      size = size + (leaves_out_null and 0 or 1)
    else
      place(slots, capacity, entry)
      size = size + 1
    end
    while size > capacity * 7 // 10 do
      local old = walk(slots, capacity)
      capacity, slots = capacity * 2, {}
      for _, moved in ipairs(old) do
        place(slots, capacity, moved)
      end
    end
  end
  return walk(slots, capacity, null_entry)
end

-- Adds up the values of equal keys, in the order of the records; describe(key) makes an
-- entry.
local function collect(records, describe, create, merge)
  local entries, known = {}, {}
  for _, record in ipairs(records) do
    local name = identity(record._1)
    local old = known[name]
    if old then
      old.value = merge(old.value, record._2)
    else
      local entry = describe(record._1)
      entry.value = create(record._2)
      known[name], entries[#entries + 1] = entry, entry
    end
  end
  return M.order(entries)
end

local function describe_key(key)
  return { key = key, hash = hash(key) }
end

--- The pairs (key, combined values) of some records, as the reduce side has them.
function M.combine(records, create, merge)
  local result = {}
  for i, entry in ipairs(collect(records, describe_key, create, merge)) do
    result[i] = values.pair(entry.key, entry.value)
  end
  return result
end

--- The same for one map task: entries {key, value, target} by target, then hash code,
--- then place in the table of pairs (target, key).
function M.combine_for(records, create, merge, partitioner)
  local sorted = collect(records, function(key)
    local target = partitioner:of(key)
    return { key = key, code = hash(key), target = target,
      hash = javahash.product({ target, values.element_hash(key) }) }
  end, create, merge)
  for i, entry in ipairs(sorted) do
    entry.slot = i
  end
  table.sort(sorted, function(a, b)
    if a.target ~= b.target then
      return a.target < b.target
    elseif a.code ~= b.code then
      return a.code < b.code
    end
    return a.slot < b.slot
  end)
  return sorted
end

--- The keys of several lists of pairs, with the values of each list: entries {key, [1],
--- [2], ...} in table order.
function M.cogroup(lists)
  local entries, known = {}, {}
  for i, list in ipairs(lists) do
    for _, record in ipairs(list) do
      local name = identity(record._1)
      local entry = known[name]
      if not entry then
        entry = describe_key(record._1)
        for side = 1, #lists do
          entry[side] = {}
        end
        known[name], entries[#entries + 1] = entry, entry
      end
      table.insert(entry[i], record._2)
    end
  end
  return M.order(entries)
end

return M
