-- tests/golden/model/partitioners.lua -- which partition a key belongs to.
-- SPDX-License-Identifier: MIT
--
-- A partitioner has n (partitions) and of(key), counted from 0.

local values = require "model.values"

local M = {}

local Hash = {}
Hash.__index = Hash

function Hash:of(key)
  return key == values.null and 0 or values.hash(key) % self.n
end

---@param n integer
function M.hash(n)
  return setmetatable({ n = n, name = "hash " .. n }, Hash)
end

local Range = {}
Range.__index = Range

function Range:of(key)
  local count = 0
  while count < #self.bounds and values.before(self.bounds[count + 1], key) do
    count = count + 1
  end
  return self.ascending and count or #self.bounds - count
end

-- Bounds that cut sorted keys into parts of the same size; equal keys stay together.
local function cut(keys, n)
  local bounds, step = {}, #keys / n
  local target = step
  for i, key in ipairs(keys) do
    if #bounds < n - 1 and i >= target
      and (#bounds == 0 or values.before(bounds[#bounds], key)) then
      bounds[#bounds + 1] = key
      target = target + step
    end
  end
  return bounds
end

--- A partitioner for sorting: there are few enough keys for all to be looked at.
---@param keys any[]
---@param n integer how many partitions are wished for
function M.range(keys, n, ascending)
  local sorted = table.move(keys, 1, #keys, 1, {})
  table.sort(sorted, values.before)
  local bounds = n > 1 and #keys > 0 and cut(sorted, math.min(n, #keys)) or {}
  local names = {}
  for i, bound in ipairs(bounds) do
    names[i] = values.identity(bound)
  end
  return setmetatable({ bounds = bounds, n = #bounds + 1, ascending = ascending,
    name = ("range %s %s"):format(ascending, table.concat(names, " ")) }, Range)
end

--- Whether two of them, or nil, are the same.
function M.same(a, b)
  return a ~= nil and b ~= nil and a.name == b.name
end

--- The partitioner of an argument: a number, one of them, or nil, for so many.
function M.from(argument, default)
  if type(argument) == "table" then
    return argument
  end
  return M.hash(argument or default)
end

return M
