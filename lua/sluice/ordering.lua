-- sluice.ordering: which of two values comes first, on the driver and in tasks.
-- Spark: Ordering.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")

local M = {}

---Numbers by value, strings by their UTF-16 units, false before true, pairs part by
---part. Raises if the two have no order.
---@param a any
---@param b any
---@return integer -1, 0 or 1
function M.compare(a, b)
  return host.compare(a, b)
end

---The n smallest of a list, ascending; of equal ones, those that come first. `key`, if
---given, makes what is compared of an element.
---@param list any[]
---@param n integer
---@param sign integer 1; -1: the largest, descending
---@param key (fun(...): any)|nil
---@return any[]
function M.smallest(list, n, sign, key)
  local keys, order = {}, {}
  for i, item in ipairs(list) do
    keys[i] = M.key_of(item, key)
    order[i] = i
  end
  table.sort(order, function(a, b)
    local found = host.compare(keys[a], keys[b]) * sign
    return found < 0 or found == 0 and a < b
  end)
  local taken = {}
  for i = 1, math.min(n, #order) do
    taken[i] = list[order[i]]
  end
  return taken
end

---@param item any
---@param key (fun(...): any)|nil
---@return any
function M.key_of(item, key)
  if not key then
    return item
  elseif host.is_pair(item) then
    local first, second = key(item._1, item._2)
    return second == nil and first or pair(first, second)
  end
  return (key(item))
end

return M
