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
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("tim", 9) })
  ---print(ages:filter(function(name, age) return age >= 18 end):count())      --> 1
  ---```
  ---@param f fun(...): boolean
  ---@return RDD
  function RDD:filter(f)
    return narrow(self, "filter", f)
  end

  ---Calls f once for each partition with the list of its records; f returns a list.
  ---
  ---Example:
  ---```lua
  ---local degrees = sc:parallelize({ 19, 31, 24, 28 }, 2)
  ---local highest = degrees:mapPartitions(function(list)
  ---  return { math.max(table.unpack(list)) }
  ---end)
  ---print(table.concat(highest:collect(), " "))      --> 31 28
  ---```
  ---@param f fun(list: any[]): any[]
  ---@param keeps boolean|nil true: f leaves every key where it is
  ---@return RDD
  function RDD:mapPartitions(f, keeps)
    return narrow(self, "mapPartitions", f, { keeps = keeps })
  end

  ---The same with the number of the partition, from 0, before the list.
  ---
  ---Example:
  ---```lua
  ---local letters = sc:parallelize({ "a", "b", "c" }, 2)
  ---local sizes = letters:mapPartitionsWithIndex(function(i, list)
  ---  return { i .. ":" .. #list }
  ---end)
  ---print(table.concat(sizes:collect(), " "))      --> 0:1 1:2
  ---```
  ---@param f fun(index: integer, list: any[]): any[]
  ---@param keeps boolean|nil
  ---@return RDD
  function RDD:mapPartitionsWithIndex(f, keeps)
    return narrow(self, "mapPartitionsWithIndex", f, { keeps = keeps })
  end

  ---One record for each partition: the list of its records.
  ---
  ---Example:
  ---```lua
  ---for _, list in ipairs(sc:parallelize({ 19, 31, 24 }, 2):glom():collect()) do
  ---  print(table.concat(list, " "))
  ---end
  -----> 19
  -----> 31 24
  ---```
  ---@return RDD
  function RDD:glom()
    return native(self, "glom")
  end

  ---Each record with the key that f makes of it: (f(x), x).
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "charles" })
  ---print(names:keyBy(function(name) return #name end):first())      --> (3,ann)
  ---```
  ---@param f fun(...): any
  ---@return RDD
  function RDD:keyBy(f)
    return narrow(self, "keyBy", f)
  end

  ---The keys of pairs.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ pair("ann", 31), pair("bob", 27) }):keys():first())
  -----> ann
  ---```
  ---@return RDD
  function RDD:keys()
    return native(self, "keys")
  end

  ---The values of pairs.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ pair("ann", 31), pair("bob", 27) }):values():sum())
  -----> 58.0
  ---```
  ---@return RDD
  function RDD:values()
    return native(self, "values")
  end

  ---The pairs with f(value) in place of the value. Keeps the partitioner.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31) })
  ---print(ages:mapValues(function(age) return age + 1 end):first())      --> (ann,32)
  ---```
  ---@param f fun(value: any): any
  ---@return RDD
  function RDD:mapValues(f)
    return narrow(self, "mapValues", f)
  end

  ---For each pair the key with each item of the list f(value). Keeps the partitioner.
  ---
  ---Example:
  ---```lua
  ---local days = sc:parallelize({ pair("hall", "19 21") })
  ---local readings = days:flatMapValues(function(text) return split(text) end)
  ---print(table.unpack(readings:collect()))      --> (hall,19)  (hall,21)
  ---```
  ---@param f fun(value: any): any[]
  ---@return RDD
  function RDD:flatMapValues(f)
    return narrow(self, "flatMapValues", f)
  end

  ---Each record with its position in the RDD, from 0: (x, i). With more than one
  ---partition a job counts their records first.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob", "eve" })
  ---print(table.unpack(names:zipWithIndex():collect()))  --> (ann,0)  (bob,1)  (eve,2)
  ---```
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
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob", "eve" }, 2)
  ---for _, name in ipairs(names:zipWithUniqueId():collect()) do print(name) end
  -----> (ann,0)
  -----> (bob,1)
  -----> (eve,3)
  ---```
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
