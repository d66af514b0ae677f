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

-- Items before which the k smallest wait, with the keys they are compared by.
local Best = {}
Best.__index = Best

-- The place of the larger of two places; of equal ones that of the first.
local function larger(self, a, b)
  return self:less(a, b) and b or a
end

-- Whether the item at place a comes before that at b.
function Best:less(a, b)
  return host.compare(self.keys[a], self.keys[b]) * self.sign < 0
end

-- Moves the items of places[left..right] that come before places[pivot] in front of it,
-- and returns where it stands then.
local function partition(self, left, right, pivot)
  local places = self.places
  local value = places[pivot]
  places[pivot], places[right] = places[right], value
  local store = left
  for i = left, right - 1 do
    if self:less(places[i], value) then
      places[store], places[i] = places[i], places[store]
      store = store + 1
    end
  end
  places[right], places[store] = places[store], places[right]
  return store
end

-- Cuts 2k items down to the k smallest, in no order.
local function trim(self, k)
  local left, right, least = 0, 2 * k - 1, 0
  while left < right do
    local at = partition(self, left, right, (left + right + 1) // 2)
    if at > k then
      right = at - 1
    elseif at < k then
      left, least = math.max(at, left + 1), at
    else
      break
    end
  end
  self.size = k
  self.threshold = self.places[least]
  for i = least + 1, k - 1 do
    self.threshold = larger(self, self.threshold, self.places[i])
  end
end

local function sorted(self, k)
  local order, list = {}, {}
  for i = 1, self.size do
    order[i] = i - 1
  end
  table.sort(order, function(a, b)
    local found = host.compare(self.keys[self.places[a]], self.keys[self.places[b]])
      * self.sign
    return found < 0 or found == 0 and a < b
  end)
  for i = 1, math.min(k, self.size) do
    list[i] = self.places[order[i]]
  end
  return list
end

-- Spark takes Guava's leastOf, and which of equal items it keeps is seen: the k
-- smallest so far wait with up to k others in a buffer, which a quickselect cuts.
local function places_of_smallest(keys, k, sign)
  local self = setmetatable({ keys = keys, sign = sign, places = { [0] = 1 }, size = 1,
    threshold = 1 }, Best)
  for i = 2, #keys do
    local fills = i <= k
    if fills or self:less(i, self.threshold) then
      self.places[self.size] = i
      self.size = self.size + 1
      if fills then
        self.threshold = larger(self, self.threshold, i)
      elseif self.size == 2 * k then
        trim(self, k)
      end
    end
  end
  return sorted(self, k)
end

---The n smallest of a list, ascending; of equal ones, those that Spark takes. `key`, if
---given, makes what is compared of an element.
---@param list any[]
---@param n integer 1 or more
---@param sign integer 1; -1: the largest, descending
---@param key (fun(...): any)|nil
---@return any[]
function M.smallest(list, n, sign, key)
  local keys, taken = {}, {}
  for i, item in ipairs(list) do
    keys[i] = M.key_of(item, key)
  end
  if #keys > 0 then
    for i, place in ipairs(places_of_smallest(keys, n, sign)) do
      taken[i] = list[place]
    end
  end
  return taken
end

---The n smallest of two lists that `smallest` made. Equal items of both take turns.
---@param a any[]
---@param b any[]
---@param n integer
---@param sign integer
---@param key (fun(...): any)|nil
---@return any[]
function M.merge(a, b, n, sign, key)
  local function less(x, y)
    return host.compare(M.key_of(x, key), M.key_of(y, key)) * sign < 0
  end
  local merged, at = {}, { [a] = 1, [b] = 1 }
  local from, other = a, b
  if #a == 0 or #b > 0 and less(b[1], a[1]) then
    from, other = b, a
  end
  while #merged < n and from[at[from]] ~= nil do
    merged[#merged + 1] = from[at[from]]
    at[from] = at[from] + 1
    local here, there = from[at[from]], other[at[other]]
    if there ~= nil and (here == nil or not less(here, there)) then
      from, other = other, from
    end
  end
  return merged
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
