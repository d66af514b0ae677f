-- sluice.rdd.pairs: operators on keys and values.
-- Spark: PairRDDFunctions.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local host = require("sluice.host")
local lineage = require("sluice.lineage")
local part = require("sluice.partitioner")

-- A copy of a value that may be a table, for a zero that a function may change.
local function copy(value)
  if type(value) ~= "table" then
    return value
  end
  local made = {}
  for key, item in next, value do
    made[key] = copy(item)
  end
  return setmetatable(made, getmetatable(value))
end

---@param RDD RDD
---@param rdd table the module sluice.rdd
return function(RDD, rdd)
  -- The partitioner of an operator: as told, or by Spark's rule for RDDs (10.6).
  local function partitioner(self, op, n, value, other)
    if value ~= nil then
      return arguments.partitioner(self, op, n, value)
    end
    host.check_input(self.number)
    return host.default_partitioner({ self.number, other })
  end

  local function combined(self, op, aggregator, handle)
    return rdd.handle(lineage.combined(arguments.site(op), self.number, aggregator,
      handle))
  end

  ---Adds up the values of each key with f, first in each partition, then over all.
  ---
  ---Example:
  ---```lua
  ---local words = sc:parallelize({pair("a", 1), pair("a", 2)})
  ---print(words:reduceByKey(function(a, b) return a + b end):first())  --> (a,3)
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil partitions of the result; a Partitioner may also
  ---stand before f
  ---@return RDD
  function RDD:reduceByKey(f, n)
    if part.is(f) then
      f, n = n, f -- Spark has the partitioner first
    end
    arguments.task_function(self, "reduceByKey", 1, f)
    return combined(self, "reduceByKey", lineage.reducing(f),
      partitioner(self, "reduceByKey", 2, n))
  end

  ---The list of the values of each key.
  ---
  ---Example:
  ---```lua
  ---local readings = sc:parallelize({
  ---  pair("hall", 19), pair("attic", 28), pair("hall", 21) })
  ---print(table.unpack(readings:groupByKey():collect()))
  -----> (attic,CompactBuffer(28))  (hall,CompactBuffer(19, 21))
  ---```
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:groupByKey(n)
    return combined(self, "groupByKey", lineage.aggregators.group,
      partitioner(self, "groupByKey", 1, n))
  end

  ---Combines the values of each key into something else: create(v) begins it,
  ---merge(c, v) adds a value, join(c, c) puts partial results together.
  ---
  ---Example:
  ---```lua
  ---local readings = sc:parallelize({
  ---  pair("hall", 19), pair("hall", 21), pair("attic", 28) })
  ---local mean = readings:combineByKey(
  ---  function(v) return pair(v, 1) end,
  ---  function(c, v) return pair(c._1 + v, c._2 + 1) end,
  ---  function(a, b) return pair(a._1 + b._1, a._2 + b._2) end)
  ---  :mapValues(function(c) return c._1 / c._2 end)
  ---print(table.unpack(mean:collect()))      --> (attic,28.0)  (hall,20.0)
  ---```
  ---@param create fun(v: any): any
  ---@param merge fun(c: any, v: any): any
  ---@param join fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil
  ---@param map_side boolean|nil false: nothing is combined before the shuffle
  ---@return RDD
  function RDD:combineByKey(create, merge, join, n, map_side)
    for i, f in ipairs({ create, merge, join }) do
      arguments.task_function(self, "combineByKey", i, f)
    end
    return combined(self, "combineByKey",
      lineage.combining(create, merge, join, map_side ~= false),
      partitioner(self, "combineByKey", 4, n))
  end

  local function aggregate(self, op, zero, add, join, handle)
    local function create(v)
      return add(copy(zero), v)
    end
    return combined(self, op, lineage.combining(create, add, join, true), handle)
  end

  ---Combines the values of each key: add(c, v) begins with zero in each partition,
  ---join(c, c) puts the partitions together.
  ---
  ---Example:
  ---```lua
  ---local words = sc:parallelize({
  ---  pair("a", "ann"), pair("b", "bob"), pair("a", "alex") })
  ---local letters = words:aggregateByKey(0,
  ---  function(sum, word) return sum + #word end,
  ---  function(a, b) return a + b end)
  ---print(table.unpack(letters:collect()))      --> (b,3)  (a,7)
  ---```
  ---@param zero any
  ---@param add fun(c: any, v: any): any
  ---@param join fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:aggregateByKey(zero, add, join, n)
    arguments.task_function(self, "aggregateByKey", 2, add)
    arguments.task_function(self, "aggregateByKey", 3, join)
    return aggregate(self, "aggregateByKey", zero, add, join,
      partitioner(self, "aggregateByKey", 4, n))
  end

  ---The same with one function: f(c, v) begins with zero in each partition.
  ---
  ---Example:
  ---```lua
  ---local readings = sc:parallelize({
  ---  pair("hall", 19), pair("attic", 28), pair("hall", 21) })
  ---print(table.unpack(readings:foldByKey(0, math.max):collect()))
  -----> (attic,28)  (hall,21)
  ---```
  ---@param zero any
  ---@param f fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:foldByKey(zero, f, n)
    arguments.task_function(self, "foldByKey", 2, f)
    return aggregate(self, "foldByKey", zero, f, f,
      partitioner(self, "foldByKey", 3, n))
  end

  local function join(self, kind, other, n)
    local right = rdd.other(self, kind, 1, other)
    return rdd.handle(lineage.join(arguments.site(kind), kind, self.number, right,
      partitioner(self, kind, 2, n, right)))
  end

  ---(k, (v, w)) for every pair of values that a key has on both sides.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({pair("ann", 30)})
  ---local towns = sc:parallelize({pair("ann", "Oslo")})
  ---print(ages:join(towns):first())                    --> (ann,(30,Oslo))
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:join(other, n)
    return join(self, "join", other, n)
  end

  ---The same with every key of this side: (k, (v, Some(w))) or (k, (v, None)).
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("eve", 35) })
  ---local towns = sc:parallelize({ pair("ann", "Oslo"), pair("bob", "Rome") })
  ---print(table.unpack(ages:leftOuterJoin(towns):collect()))
  -----> (eve,(35,None))  (ann,(31,Some(Oslo)))
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:leftOuterJoin(other, n)
    return join(self, "leftOuterJoin", other, n)
  end

  ---The same with every key of the other side: (k, (Some(v), w)) or (k, (None, w)).
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("eve", 35) })
  ---local towns = sc:parallelize({ pair("ann", "Oslo"), pair("bob", "Rome") })
  ---print(table.unpack(ages:rightOuterJoin(towns):collect()))
  -----> (ann,(Some(31),Oslo))  (bob,(None,Rome))
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:rightOuterJoin(other, n)
    return join(self, "rightOuterJoin", other, n)
  end

  ---The same with every key of either side; both values are options.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("eve", 35) })
  ---local towns = sc:parallelize({ pair("ann", "Oslo"), pair("bob", "Rome") })
  ---for _, both in ipairs(ages:fullOuterJoin(towns):collect()) do print(both) end
  -----> (eve,(Some(35),None))
  -----> (ann,(Some(31),Some(Oslo)))
  -----> (bob,(None,Some(Rome)))
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:fullOuterJoin(other, n)
    return join(self, "fullOuterJoin", other, n)
  end

  local function cogroup(self, op, ...)
    local parents, n = { self.number }, nil
    local count = select("#", ...)
    for i = 1, count do
      local value = select(i, ...)
      if i > 1 and i == count and not rdd.is_rdd(value) then
        n = value
      else
        parents[#parents + 1] = rdd.other(self, op, i, value)
      end
    end
    if count == 0 or #parents > 4 then
      arguments.wrong_type(self, op, 1, "one RDD or up to three", nil)
    end
    local handle = n ~= nil and arguments.partitioner(self, op, count, n)
      or host.default_partitioner(parents)
    return rdd.handle(lineage.cogroup(arguments.site(op), parents, handle))
  end

  ---For each key the lists of its values on this side and on up to three others.
  ---
  ---Example:
  ---```lua
  ---local clicks = sc:parallelize({ pair("ann", "home"), pair("ann", "cart") })
  ---local orders = sc:parallelize({ pair("ann", 7), pair("bob", 9) })
  ---for _, both in ipairs(clicks:cogroup(orders):collect()) do print(both) end
  -----> (ann,(CompactBuffer(home, cart),CompactBuffer(7)))
  -----> (bob,(CompactBuffer(),CompactBuffer(9)))
  ---```
  ---@param ... RDD|integer|Partitioner others; last, perhaps, the partitions
  ---@return RDD
  function RDD:cogroup(...)
    return cogroup(self, "cogroup", ...)
  end

  ---The same as cogroup with up to three other RDDs.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31) }, 1)
  ---print(ages:groupWith(ages):first())
  -----> (ann,(CompactBuffer(31),CompactBuffer(31)))
  ---```
  ---@param ... RDD
  ---@return RDD
  function RDD:groupWith(...)
    return cogroup(self, "groupWith", ...)
  end

  ---The same records, each in the partition of its key.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair(1, "ann"), pair(2, "bob"), pair(3, "eve") })
  ---for _, part in ipairs(ages:partitionBy(HashPartitioner(2)):glom():collect()) do
  ---  print(table.unpack(part))
  ---end
  -----> (2,bob)
  -----> (1,ann)  (3,eve)
  ---```
  ---@param n integer|Partitioner
  ---@return RDD
  function RDD:partitionBy(n)
    return rdd.handle(host.partitioned_rdd(arguments.site("partitionBy"), self.number,
      arguments.partitioner(self, "partitionBy", 1, n)))
  end

  ---The records in lists, by the key that f makes of each.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27, 35 })
  ---print(table.unpack(ages:groupBy(function(age) return age // 10 end):collect()))
  -----> (2,CompactBuffer(27))  (3,CompactBuffer(31, 35))
  ---```
  ---@param f fun(...): any
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:groupBy(f, n)
    arguments.task_function(self, "groupBy", 1, f)
    local handle = n ~= nil and arguments.partitioner(self, "groupBy", 2, n)
      or host.default_partitioner({ self.number })
    local site = arguments.site("groupBy")
    local keyed = lineage.narrow(site, self.number, "keyBy", { f = f })
    return rdd.handle(lineage.combined(site, keyed, lineage.aggregators.group, handle))
  end
end
