-- sluice.rdd.narrow: operators that work on each record, or on each partition.
-- Spark: RDD (semantics 5.1).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local host = require("sluice.host")
local lineage = require("sluice.lineage")

---@param RDD RDD
---@param rdd table the module sluice.rdd
return function(RDD, rdd)
  local function narrow(self, op, f, options)
    arguments.task_function(self, op, 1, f)
    options = options or {}
    options.f = f
    return rdd.handle(lineage.narrow(arguments.site(op), self.number, op, options))
  end

  local function native(self, op)
    return rdd.handle(lineage.narrow(arguments.site(op), self.number, op))
  end

  ---One record for each record: what f returns. Two results make a pair.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1, 2}):map(function(x) return x * 2 end):first())  --> 2
  ---```
  ---@param f fun(...): any, any
  ---@return RDD
  function RDD:map(f)
    return narrow(self, "map", f)
  end

  ---Any number of records for each record: f returns a list of them, or calls its last
  ---argument for each, `function(line, emit) emit(word, 1) end`.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({"a b", "c"}):flatMap(split):count())               --> 3
  ---```
  ---@param f fun(...): any[]|nil
  ---@return RDD
  function RDD:flatMap(f)
    return narrow(self, "flatMap", f)
  end

  ---The records for which f returns true. Keeps the partitioner.
  ---@param f fun(...): boolean
  ---@return RDD
  function RDD:filter(f)
    return narrow(self, "filter", f)
  end

  ---Calls f once for each partition with the list of its records; f returns a list.
  ---@param f fun(list: any[]): any[]
  ---@param keeps boolean|nil true: f leaves every key where it is
  ---@return RDD
  function RDD:mapPartitions(f, keeps)
    return narrow(self, "mapPartitions", f, { keeps = keeps })
  end

  ---The same with the number of the partition, from 0, before the list.
  ---@param f fun(index: integer, list: any[]): any[]
  ---@param keeps boolean|nil
  ---@return RDD
  function RDD:mapPartitionsWithIndex(f, keeps)
    return narrow(self, "mapPartitionsWithIndex", f, { keeps = keeps })
  end

  ---One record for each partition: the list of its records.
  ---@return RDD
  function RDD:glom()
    return native(self, "glom")
  end

  ---Each record with the key that f makes of it: (f(x), x).
  ---@param f fun(...): any
  ---@return RDD
  function RDD:keyBy(f)
    return narrow(self, "keyBy", f)
  end

  ---The keys of pairs.
  ---@return RDD
  function RDD:keys()
    return native(self, "keys")
  end

  ---The values of pairs.
  ---@return RDD
  function RDD:values()
    return native(self, "values")
  end

  ---The pairs with f(value) in place of the value. Keeps the partitioner.
  ---@param f fun(value: any): any
  ---@return RDD
  function RDD:mapValues(f)
    return narrow(self, "mapValues", f)
  end

  ---For each pair the key with each item of the list f(value). Keeps the partitioner.
  ---@param f fun(value: any): any[]
  ---@return RDD
  function RDD:flatMapValues(f)
    return narrow(self, "flatMapValues", f)
  end

  ---Each record with its position in the RDD, from 0: (x, i). With more than one
  ---partition a job counts their records first.
  ---@return RDD
  function RDD:zipWithIndex()
    local counts = host.partition_counts(self.number, "zipWithIndex")
    local starts, sum = { 0 }, 0
    for i, count in ipairs(counts) do
      sum = sum + count
      starts[i + 1] = sum
    end
    return rdd.handle(lineage.narrow(arguments.site("zipWithIndex"), self.number,
      "zipWithIndex", { starts = starts }))
  end

  ---Each record with a number of its own, without a job: records of partition p get p,
  ---p + n, p + 2n ..., where n is the number of partitions.
  ---@return RDD
  function RDD:zipWithUniqueId()
    local n = self:getNumPartitions()
    return rdd.handle(lineage.narrow(arguments.site("zipWithUniqueId"), self.number,
      "mapPartitionsWithIndex", { f = function(index, list)
        for i, item in ipairs(list) do
          list[i] = pair(item, (i - 1) * n + index)
        end
        return list
      end }))
  end
end
