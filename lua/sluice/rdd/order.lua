-- sluice.rdd.order: sorting, and the largest and smallest records.
-- Spark: OrderedRDDFunctions, RDD.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local host = require("sluice.host")
local lineage = require("sluice.lineage")
local ordering = require("sluice.ordering")

local smallest, key_of, compare = ordering.smallest, ordering.key_of, ordering.compare

---@param RDD RDD
---@param rdd table the module sluice.rdd
return function(RDD, rdd)
  local function partitions(self, op, n, value)
    return value == nil and self:getNumPartitions()
      or arguments.integer(self, op, n, value, "a number of partitions", 0)
  end

  ---The pairs in the order of their keys, over all partitions. With more than one
  ---partition a job looks at a sample of the keys first.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({pair(2, "b"), pair(1, "a")}):sortByKey():first())  --> (1,a)
  ---```
  ---@param ascending boolean|nil true if not given
  ---@param n integer|nil partitions; as many as this RDD has
  ---@return RDD
  function RDD:sortByKey(ascending, n)
    return rdd.handle(lineage.sort(arguments.site("sortByKey"), self.number,
      partitions(self, "sortByKey", 2, n), ascending ~= false))
  end

  ---The records in the order of what f makes of each.
  ---
  ---Example:
  ---```lua
  ---local names = sc:parallelize({ "charles", "ann", "bobby" })
  ---print(table.unpack(names:sortBy(function(name) return #name end):collect()))
  -----> ann  bobby  charles
  ---```
  ---@param f fun(...): any
  ---@param ascending boolean|nil true if not given
  ---@param n integer|nil partitions; as many as this RDD has
  ---@return RDD
  function RDD:sortBy(f, ascending, n)
    arguments.task_function(self, "sortBy", 1, f)
    local count = partitions(self, "sortBy", 3, n)
    local site = arguments.site("sortBy")
    local keyed = lineage.narrow(site, self.number, "keyBy", { f = f })
    return rdd.handle(lineage.narrow(site,
      lineage.sort(site, keyed, count, ascending ~= false), "values"))
  end

  ---Each pair in the partition of its key, and each partition in the order of its keys.
  ---
  ---Example:
  ---```lua
  ---local days = sc:parallelize({
  ---  pair(4, "thu"), pair(2, "tue"), pair(3, "wed"), pair(1, "mon") })
  ---local sorted = days:repartitionAndSortWithinPartitions(2)
  ---for _, part in ipairs(sorted:glom():collect()) do
  ---  print(table.unpack(part))
  ---end
  -----> (2,tue)  (4,thu)
  -----> (1,mon)  (3,wed)
  ---```
  ---@param n integer|Partitioner
  ---@return RDD
  function RDD:repartitionAndSortWithinPartitions(n)
    local op = "repartitionAndSortWithinPartitions"
    return rdd.handle(host.sorted_rdd(arguments.site(op), self.number,
      arguments.partitioner(self, op, 1, n), true))
  end

  local function check_key(self, op, n, key)
    return key ~= nil and arguments.task_function(self, op, n, key) or nil
  end

  -- The best n of each partition, then of all.
  local function best(self, op, n, key, sign)
    local count = arguments.integer(self, op, 1, n, "a number of records", 0)
    check_key(self, op, 2, key)
    if count == 0 or self:getNumPartitions() == 0 then
      return {}
    end
    local mapped = lineage.narrow(arguments.site(op), self.number, "mapPartitions",
      { f = function(list)
        return { smallest(list, count, sign, key) }
      end })
    local all = {}
    for _, list in ipairs(host.collect(mapped, op)) do
      all = ordering.merge(all, list, count, sign, key)
    end
    return all
  end

  ---The n largest records, the largest first.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("bob", 27), pair("eve", 35) })
  ---print(table.unpack(ages:top(2, function(name, age) return age end)))
  -----> (eve,35)  (ann,31)
  ---```
  ---@param n integer
  ---@param key (fun(...): any)|nil what is compared of a record
  ---@return any[]
  function RDD:top(n, key)
    return best(self, "top", n, key, -1)
  end

  ---The n smallest records, the smallest first.
  ---
  ---Example:
  ---```lua
  ---print(table.concat(sc:parallelize({3, 1, 2}):takeOrdered(2), " "))  --> 1 2
  ---```
  ---@param n integer
  ---@param key (fun(...): any)|nil what is compared of a record
  ---@return any[]
  function RDD:takeOrdered(n, key)
    return best(self, "takeOrdered", n, key, 1)
  end

  local function extreme(self, op, key, sign)
    check_key(self, op, 1, key)
    return rdd.reduce(self, op, function(a, b)
      local order = compare(key_of(a, key), key_of(b, key)) * sign
      -- Of equal ones Spark's max takes the first, and so does its min.
      return order >= 0 and a or b
    end)
  end

  ---The largest record.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 19, 31, 24 }):max())
  ---print(sc:parallelize({ "ann", "charles" }):max(function(name) return #name end))
  -----> 31
  -----> charles
  ---```
  ---@param key (fun(...): any)|nil what is compared of a record
  ---@return any
  function RDD:max(key)
    return extreme(self, "max", key, 1)
  end

  ---The smallest record.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 19, 31, 24 }):min())      --> 19
  ---```
  ---@param key (fun(...): any)|nil what is compared of a record
  ---@return any
  function RDD:min(key)
    return extreme(self, "min", key, -1)
  end
end
