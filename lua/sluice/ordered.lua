-- sluice.ordered: `pairs` and `next` in an order that is the same in every run.
--
-- Lua walks a table in an order that changes from run to run. A program of sluice gives
-- the same output every time, so its `pairs` goes by keys: numbers first, then strings,
-- then the rest. Keys added during the walk are not visited, removed ones are left out.
-- SPDX-License-Identifier: MIT
local next = next -- Lua's own

local function before(a, b)
  local x, y = type(a), type(b)
  if x ~= y then
    if x == "number" or y == "number" then
      return x == "number"
    elseif x == "string" or y == "string" then
      return x == "string"
    end
    return x < y
  elseif x == "number" or x == "string" then
    return a < b
  elseif x == "boolean" then
    return not a and b
  end
  return false
end

local function is_list(t)
  local n = #t
  local count = 0
  for _ in next, t do
    count = count + 1
    if count > n then
      return false
    end
  end
  return count == n
end

local function step(walk, key)
  local i = key == nil and 0 or walk.at
  local keys, t = walk.keys, walk.table
  repeat
    i = i + 1
    key = keys[i]
    if key == nil then
      return nil
    end
  until t[key] ~= nil
  walk.at = i
  return key, t[key]
end

local function sorted_keys(t)
  local keys = {}
  for key in next, t do
    keys[#keys + 1] = key
  end
  table.sort(keys, before)
  return keys
end

local M = {}

---The `pairs` of programs.
---@param t any
function M.pairs(t)
  local meta = getmetatable(t)
  if type(meta) == "table" and meta.__pairs then
    return meta.__pairs(t)
  elseif type(t) ~= "table" or is_list(t) then
    return next, t, nil
  end
  return step, { table = t, keys = sorted_keys(t), at = 0 }, nil
end

-- The walk that `next` is on: keys of a table, and where it is.
local walk = {}

local function place_in_walk(t, key)
  if walk.table ~= t or walk.keys[walk.at] ~= key then
    walk.table, walk.keys, walk.at = t, sorted_keys(t), 0
    repeat
      walk.at = walk.at + 1
    until walk.keys[walk.at] == key or walk.keys[walk.at] == nil
  end
  return walk.at
end

---The `next` of programs, in the same order.
---@param t table
---@param key any
function M.next(t, key)
  if type(t) ~= "table" or is_list(t) then
    return next(t, key)
  end
  if key == nil then
    walk.table, walk.keys, walk.at = t, sorted_keys(t), 0
  else
    place_in_walk(t, key)
  end
  return step(walk, key)
end

return M
