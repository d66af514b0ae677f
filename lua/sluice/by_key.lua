-- sluice.by_key: work on the pairs of one partition, for tasks.
-- Spark: PairRDDFunctions.reduceByKeyLocally, StratifiedSamplingUtils.
-- SPDX-License-Identifier: MIT
local host = require("sluice.host")

local M = {}

---Folds the values of equal keys with f.
---@param list table[] pairs
---@param f fun(a: any, b: any): any
---@return table[] pairs, in the order in which their keys came first
function M.reduce(list, f)
  local places, reduced = {}, {}
  for _, item in ipairs(list) do
    local key = host.bytes(item._1)
    local at = places[key]
    if at then
      reduced[at] = pair(reduced[at]._1, f(reduced[at]._2, item._2))
    else
      reduced[#reduced + 1] = item
      places[key] = #reduced
    end
  end
  return reduced
end

local function fraction_of(fractions, key)
  local fraction = fractions[key]
  if fraction == nil then
    error({ class = "java.util.NoSuchElementException",
      message = "key not found: " .. tostring(key) }, 0)
  end
  return fraction
end

-- A record is kept if what it draws is less than the fraction of its key.
local function without_replacement(fractions, seed)
  local draw = host.uniform(seed)
  return function(key)
    local fraction = fraction_of(fractions, key)
    return draw() < fraction and 1 or 0
  end
end

-- Numbers of each mean come from a generator of their own, which begins with the seed.
local function with_replacement(fractions, seed)
  local draws = {}
  return function(key)
    local mean = fraction_of(fractions, key)
    if mean <= 0 then
      error({ class = "org.apache.commons.math3.exception.NotStrictlyPositiveException",
        message = "mean (0)" }, 0)
    end
    draws[mean] = draws[mean] or host.poisson(mean, seed)
    return draws[mean]()
  end
end

---How many copies of a pair a sample by key has.
---@param replace boolean
---@param fractions table<any, number>
---@param seed integer of the partition
---@return fun(key: any): integer
function M.sampler(replace, fractions, seed)
  local make = replace and with_replacement or without_replacement
  return make(fractions, seed)
end

return M
