-- sluice.rdd.actions: what runs a job and gives the driver something.
-- Spark: RDD, PairRDDFunctions.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local by_key = require("sluice.by_key")
local errors = require("sluice.errors")
local host = require("sluice.host")
local iterate = require("sluice.iterate")
local lineage = require("sluice.lineage")

---@param RDD RDD
---@param rdd table the module sluice.rdd
return function(RDD, rdd)
  local function fail_empty(op)
    errors.raise({ class = "org.apache.spark.SparkUnsupportedOperationException",
      message = "empty collection", name = "program-failed", spark = true,
      text = "the RDD has no record", word = op })
  end

  ---All records, in the order of partitions; pairs are objects with _1 and _2.
  ---
  ---Example:
  ---```lua
  ---print(#sc:parallelize({1, 2, 3}):collect())        --> 3
  ---```
  ---@return any[]
  function RDD:collect()
    return host.collect(self.number, "collect")
  end

  ---Goes through all records on the driver, one partition after the other: a job for
  ---each of them runs when its first record is wanted.
  ---
  ---Example:
  ---```lua
  ---for x in sc:parallelize({1, 2}, 2):toLocalIterator() do print(x * 10) end
  -----> 10
  -----> 20
  ---```
  ---@return fun(): any
  function RDD:toLocalIterator()
    local partition, list, at = 0, {}, 0
    local partitions = self:getNumPartitions()
    return function()
      while at >= #list and partition < partitions do
        -- Spark's job is called after what takes the records, here a loop.
        list, at = host.collect(self.number, "foreach", partition), 0
        partition = partition + 1
      end
      at = at + 1
      return list[at]
    end
  end

  ---How many records there are.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ "home", "cart", "home" }):count())      --> 3
  ---```
  ---@return integer
  function RDD:count()
    return host.count(self.number, "count")
  end

  ---The first n records. Looks at as few partitions as it can, in one job or more.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27, 35 })
  ---print(table.concat(ages:take(2), " "))      --> 31 27
  ---```
  ---@param n integer
  ---@return any[]
  function RDD:take(n)
    if math.type(n) ~= "integer" then
      arguments.wrong_type(self, "take", 1, "a whole number", n)
    end
    return n <= 0 and {} or host.take(self.number, "take", n)
  end

  ---The first record; an error if there is none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ pair("ann", 31), pair("bob", 27) }):first())   --> (ann,31)
  ---```
  ---@return any
  function RDD:first()
    local taken = host.take(self.number, "first", 1)
    if #taken == 0 then
      fail_empty("first")
    end
    return taken[1]
  end

  ---Whether there is no record.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({}):isEmpty())          --> true
  ---print(sc:parallelize({ 31 }):isEmpty())      --> false
  ---```
  ---@return boolean
  function RDD:isEmpty()
    return #host.take(self.number, "isEmpty", 1) == 0
  end

  ---Folds all records with f, in each partition and then over partitions; nil if there
  ---are none. For the actions that are made of this.
  ---@param self RDD
  ---@param op string
  ---@param f fun(a: any, b: any): any
  ---@return any
  function rdd.reduce(self, op, f)
    local parts = host.partitions(self.number, op, function(list)
      local sum = list[1]
      for i = 2, #list do
        sum = f(sum, list[i])
      end
      return sum
    end)
    local sum = parts[1]
    for i = 2, #parts do
      sum = f(sum, parts[i])
    end
    if sum == nil then
      fail_empty(op)
    end
    return sum
  end

  ---Folds all records into one with f; an error if there are none.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1, 2, 3}):reduce(function(a, b) return a + b end))  --> 6
  ---```
  ---@param f fun(a: any, b: any): any
  ---@return any
  function RDD:reduce(f)
    return rdd.reduce(self, "reduce", arguments.task_function(self, "reduce", 1, f))
  end

  -- add() begins with zero in each partition, join() with zero on the driver.
  local function aggregate(self, op, zero, add, join)
    local parts = host.partitions(self.number, op, function(list)
      local sum = zero
      for _, item in ipairs(list) do
        sum = add(sum, item)
      end
      return sum
    end)
    local sum = zero
    for _, part in ipairs(parts) do
      sum = join(sum, part)
    end
    return sum
  end

  ---The same as reduce, beginning with zero in each partition and once more on the
  ---driver.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 31, 27, 35 }):fold(0, math.max))      --> 35
  ---```
  ---@param zero any
  ---@param f fun(a: any, b: any): any
  ---@return any
  function RDD:fold(zero, f)
    arguments.task_function(self, "fold", 2, f)
    return aggregate(self, "fold", zero, f, f)
  end

  ---add(sum, record) folds each partition, beginning with zero; join(sum, sum) puts the
  ---partitions together.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob", "charles" })
  ---print(names:aggregate(0,
  ---  function(sum, name) return sum + #name end,
  ---  function(a, b) return a + b end))
  -----> 13
  ---```
  ---@param zero any
  ---@param add fun(sum: any, record: any): any
  ---@param join fun(a: any, b: any): any
  ---@return any
  function RDD:aggregate(zero, add, join)
    arguments.task_function(self, "aggregate", 2, add)
    arguments.task_function(self, "aggregate", 3, join)
    return aggregate(self, "aggregate", zero, add, join)
  end

  -- Partial results are put together in levels, with a shuffle for each.
  local function tree(self, op, zero, add, join, depth)
    local site = arguments.site(op)
    local parts = lineage.narrow(site, self.number, "mapPartitions",
      { f = function(list)
        local sum = zero
        for _, item in ipairs(list) do
          sum = add(sum, item)
        end
        return { sum }
      end })
    local n = host.rdd_partitions(parts)
    local scale = math.max(math.ceil(n ^ (1.0 / depth)), 2)
    while n > scale + math.ceil(n / scale) do
      n = n // scale
      local count = n
      local keyed = lineage.narrow(site, parts, "mapPartitionsWithIndex",
        { f = function(index, list)
          for i, item in ipairs(list) do
            list[i] = pair(index % count, item)
          end
          return list
        end })
      local function create(value)
        return join(zero, value)
      end
      parts = lineage.narrow(site, lineage.combined(site, keyed,
        lineage.combining(create, join, join, true), host.hash_partitioner(n)),
        "values")
    end
    return aggregate(rdd.handle(parts), op, zero, join, join)
  end

  local function check_depth(self, op, n, depth)
    local levels = depth == nil and 2 or depth
    arguments.integer(self, op, n, levels, "a depth", math.mininteger)
    if levels < 1 then
      errors.raise({ class = "java.lang.IllegalArgumentException", spark = true,
        name = "wrong-type", word = op,
        message = ("requirement failed: Depth must be greater than or equal to 1 but "
          .. "got %d."):format(levels) })
    end
    return levels
  end

  ---The same as aggregate, with partial results put together in levels.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "ann", "bob", "charles" }, 3)
  ---print(names:treeAggregate(0,
  ---  function(sum, name) return sum + #name end,
  ---  function(a, b) return a + b end))
  -----> 13
  ---```
  ---@param zero any
  ---@param add fun(sum: any, record: any): any
  ---@param join fun(a: any, b: any): any
  ---@param depth integer|nil levels; 2 if not given
  ---@return any
  function RDD:treeAggregate(zero, add, join, depth)
    local op = "treeAggregate"
    arguments.task_function(self, op, 2, add)
    arguments.task_function(self, op, 3, join)
    local levels = check_depth(self, op, 4, depth)
    return self:getNumPartitions() == 0 and zero
      or tree(self, op, zero, add, join, levels)
  end

  ---The same as reduce, with partial results put together in levels.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ 31, 27, 35, 4 }, 4)
  ---print(ages:treeReduce(function(a, b) return a + b end))      --> 97
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param depth integer|nil levels; 2 if not given
  ---@return any
  function RDD:treeReduce(f, depth)
    local op = "treeReduce"
    arguments.task_function(self, op, 1, f)
    local levels = check_depth(self, op, 2, depth)
    local site = arguments.site(op)
    local parts = lineage.narrow(site, self.number, "mapPartitions",
      { f = function(list)
        local sum = None
        for _, item in ipairs(list) do
          sum = sum:isDefined() and Some(f(sum:get(), item)) or Some(item)
        end
        return { sum }
      end })
    local function both(a, b)
      if not a:isDefined() or not b:isDefined() then
        return a:isDefined() and a or b
      end
      return Some(f(a:get(), b:get()))
    end
    local sum = host.rdd_partitions(parts) == 0 and None
      or tree(rdd.handle(parts), op, None, both, both, levels)
    if not sum:isDefined() then
      fail_empty(op)
    end
    return sum:get()
  end

  local function as_table(list)
    local map = {}
    for _, item in ipairs(list) do
      map[item._1] = item._2
    end
    return map
  end

  ---A table: key -> value. Of several values of a key the last one stays.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("bob", 27) }):collectAsMap()
  ---print(ages.ann, ages.bob)      --> 31  27
  ---```
  ---@return table
  function RDD:collectAsMap()
    return as_table(host.collect(self.number, "collectAsMap"))
  end

  ---A table: key -> all its values, folded with f in each partition and then on the
  ---driver, without a shuffle; an error if there is no partition.
  ---
  ---Example:
  ---```lua
  ---local records = sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3)})
  ---print(records:reduceByKeyLocally(function(a, b) return a + b end).a)  --> 4
  ---```
  ---@param f fun(a: any, b: any): any
  ---@return table
  function RDD:reduceByKeyLocally(f)
    local op, reduce = "reduceByKeyLocally", by_key.reduce
    arguments.task_function(self, op, 1, f)
    local site = arguments.site(op)
    local reduced = lineage.narrow(site, self.number, "mapPartitions",
      { f = function(list) return reduce(list, f) end })
    if host.rdd_partitions(reduced) == 0 then
      fail_empty(op)
    end
    return as_table(reduce(host.collect(reduced, op), f))
  end

  local function count_by_key(op, site, keyed)
    local ones = lineage.narrow(site, keyed, "one value")
    local counted = lineage.combined(site, ones, lineage.aggregators.sum,
      host.default_partitioner({ ones }))
    return as_table(host.collect(counted, op))
  end

  ---A table: key -> how many pairs have it.
  ---
  ---Example:
  ---```lua
  ---local clicks = sc:parallelize({
  ---  pair("ann", "home"), pair("bob", "home"), pair("ann", "cart") })
  ---for name, count in pairs(clicks:countByKey()) do print(name, count) end
  -----> ann  2
  -----> bob  1
  ---```
  ---@return table<any, integer>
  function RDD:countByKey()
    return count_by_key("countByKey", arguments.site("countByKey"), self.number)
  end

  ---A table: record -> how often it is there.
  ---
  ---Example:
  ---```lua
  ---local clicks = sc:parallelize({ "home", "cart", "home" })
  ---for page, count in pairs(clicks:countByValue()) do print(page, count) end
  -----> cart  1
  -----> home  2
  ---```
  ---@return table<any, integer>
  function RDD:countByValue()
    local site = arguments.site("countByValue")
    return count_by_key("countByValue", site,
      lineage.narrow(site, self.number, "with null"))
  end

  ---The values of a key.
  ---
  ---Example:
  ---```lua
  ---local readings = sc:parallelize({
  ---  pair("hall", 19), pair("attic", 28), pair("hall", 21) })
  ---print(table.concat(readings:lookup("hall"), " "))      --> 19 21
  ---```
  ---@param key any
  ---@return any[]
  function RDD:lookup(key)
    local found = host.lookup(self.number, "lookup", key)
    if found then
      return found
    end
    local site = arguments.site("lookup")
    local with_key = lineage.narrow(site, self.number, "filter",
      { f = function(k)
        return k == key
      end })
    return host.collect(lineage.narrow(site, with_key, "values"), "lookup")
  end

  ---Calls f with each record, in tasks; what it returns is dropped.
  ---
  ---Example:
  ---```lua
  ---local total = sc:longAccumulator("total")
  ---sc:parallelize({ 3, 4, 5 }):foreach(function(x) total:add(x) end)
  ---print(total:value())      --> 12
  ---```
  ---@param f fun(...)
  function RDD:foreach(f)
    host.foreach(self.number, "foreach", arguments.task_function(self, "foreach", 1, f))
  end

  ---Calls f once for each partition with the list of its records, in tasks. The list
  ---may also be gone through with `for key, value in list do`: there a pair is two
  ---values.
  ---
  ---Example:
  ---```lua
  ---local largest = sc:collectionAccumulator("largest")
  ---sc:parallelize({ 19, 31, 24, 28 }, 2):foreachPartition(function(list)
  ---  largest:add(math.max(table.unpack(list)))
  ---end)
  ---print(table.concat(largest:value(), " "))      --> 31 28
  ---```
  ---@param f fun(list: any[])
  function RDD:foreachPartition(f)
    arguments.task_function(self, "foreachPartition", 1, f)
    local over = iterate.over
    host.partitions(self.number, "foreachPartition", function(list)
      f(over(list))
    end)
  end
end
