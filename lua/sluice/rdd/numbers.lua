-- sluice.rdd.numbers: sums, means and histograms.
-- Spark: DoubleRDDFunctions, StatCounter.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local errors = require("sluice.errors")
local host = require("sluice.host")
local lineage = require("sluice.lineage")
local stats = require("sluice.stats")

local begin, add, merge = stats.begin, stats.add, stats.merge

---@param RDD RDD
return function(RDD)
  ---The sum of the numbers, as a float; 0.0 if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 19, 24, 31 }):sum())      --> 74.0
  ---```
  ---@return number
  function RDD:sum()
    local sum = 0.0
    local parts = host.partitions(self.number, "sum", function(list)
      local part = 0.0
      for _, x in ipairs(list) do
        part = part + x
      end
      return part
    end)
    for _, part in ipairs(parts) do
      sum = sum + part
    end
    return sum
  end

  local function count(self, op)
    local mapped = lineage.narrow(arguments.site(op), self.number, "mapPartitions",
      { f = function(list)
        local counter = begin()
        for _, x in ipairs(list) do
          add(counter, x)
        end
        return { counter }
      end })
    local all = host.collect(mapped, op)
    if #all == 0 then
      errors.raise({ class = "org.apache.spark.SparkUnsupportedOperationException",
        message = "empty collection", name = "program-failed", spark = true,
        text = "the RDD has no partition", word = op })
    end
    local counter = all[1]
    for i = 2, #all do
      merge(counter, all[i])
    end
    return stats.wrap(counter)
  end

  ---Count, mean, deviation, largest and smallest number, in one pass.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 2, 4, 6, 8 }):stats())
  -----> (count: 4, mean: 5.000000, stdev: 2.236068, max: 8.000000, min: 2.000000)
  ---```
  ---@return StatCounter
  function RDD:stats()
    return count(self, "stats")
  end

  for _, name in ipairs({ "mean", "variance", "stdev", "sampleVariance",
    "sampleStdev" }) do
    RDD[name] = function(self)
      local counter = count(self, name)
      return counter[name](counter)
    end
  end

  local function fail(op, message)
    errors.raise({ class = "java.lang.IllegalArgumentException", message = message,
      spark = true, name = "wrong-type", word = op })
  end

  local function count_buckets(self, buckets, even)
    local n = #buckets - 1
    local first, last = buckets[1], buckets[#buckets]
    local parts = host.partitions(self.number, "histogram", function(list)
      local counts = {}
      for i = 1, n do
        counts[i] = 0
      end
      for _, x in ipairs(list) do
        local at
        if x >= first and x <= last then
          if even then
            at = math.min(math.floor((x - first) / (last - first) * n), n - 1) + 1
          else
            at = n
            while buckets[at] > x do
              at = at - 1
            end
          end
        end
        if at then
          counts[at] = counts[at] + 1
        end
      end
      return counts
    end)
    local counts = {}
    for i = 1, n do
      counts[i] = 0
      for _, part in ipairs(parts) do
        counts[i] = counts[i] + part[i]
      end
    end
    return counts
  end

  local function even_buckets(self, n)
    local range = host.partitions(self.number, "histogram", function(list)
      local low, high = math.huge, -math.huge
      for _, x in ipairs(list) do
        low, high = math.min(low, x), math.max(high, x)
      end
      return pair(low + 0.0, high + 0.0)
    end)
    local low, high = math.huge, -math.huge
    for _, part in ipairs(range) do
      low, high = math.min(low, part._1), math.max(high, part._2)
    end
    if low ~= low or low > high or high - low == math.huge then
      errors.raise({ spark = true,
        class = "org.apache.spark.SparkUnsupportedOperationException",
        name = "program-failed", word = "histogram",
        message = "Histogram on either an empty RDD or RDD containing +/-infinity or "
          .. "NaN" })
    end
    if low == high then
      return { low, low }
    end
    local buckets = {}
    for i = 0, n - 1 do
      buckets[i + 1] = low + i * (high - low) / n
    end
    buckets[n + 1] = high
    return buckets
  end

  ---How many numbers are in each bucket. Given a number of buckets: the bounds of equal
  ---ones from the smallest number to the largest, and the counts. Given a list of
  ---ascending bounds: the counts. The last bucket includes its upper bound.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 9, 27, 31, 35 })
  ---local bounds, counts = ages:histogram(2)
  ---print(table.concat(bounds, " "), table.concat(counts, " "))  --> 9.0 22.0 35.0  1 3
  ---print(table.concat(ages:histogram({ 0, 18, 65 }), " "))  --> 1 3
  ---```
  ---@param buckets integer|number[]
  ---@return number[], integer[]|nil
  function RDD:histogram(buckets)
    if math.type(buckets) == "integer" then
      local bounds = even_buckets(self, buckets)
      return bounds, count_buckets(self, bounds, bounds[1] ~= bounds[#bounds])
    elseif type(buckets) ~= "table" then
      arguments.wrong_type(self, "histogram", 1,
        "a number of buckets, or a list of bounds", buckets)
    elseif #buckets < 2 then
      fail("histogram", "buckets array must have at least two elements")
    end
    return count_buckets(self, buckets, false)
  end
end
