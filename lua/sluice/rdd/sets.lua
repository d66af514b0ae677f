-- sluice.rdd.sets: RDDs put together, taken apart and laid out anew.
-- Spark: RDD.
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local errors = require("sluice.errors")
local host = require("sluice.host")
local lineage = require("sluice.lineage")

---@param RDD RDD
---@param rdd table the module sluice.rdd
return function(RDD, rdd)
  ---The records of both; partitions one after the other.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({1}):union(sc:parallelize({2})):count())       --> 2
  ---```
  ---@param other RDD
  ---@return RDD
  function RDD:union(other)
    return rdd.handle(host.union_rdd(arguments.site("union"),
      { self.number, rdd.other(self, "union", 1, other) }))
  end

  ---Every record once. No shuffle if the RDD has a partitioner and n is not given.
  ---
  ---Example:
  ---```lua
  ---local clicks = sc:parallelize({ "home", "cart", "home" })
  ---print(clicks:distinct():count())      --> 2
  ---```
  ---@param n integer|nil partitions; as many as this RDD has
  ---@return RDD
  function RDD:distinct(n)
    local count = n ~= nil and n or self:getNumPartitions()
    arguments.integer(self, "distinct", 1, count, "a number of partitions", 0)
    if host.rdd_partitioner(self.number) and count == self:getNumPartitions() then
      -- Equal records have equal keys, and are in one partition already.
      return rdd.handle(lineage.narrow(arguments.site("distinct"), self.number,
        "distinct"))
    end
    local handle = host.hash_partitioner(count)
    return rdd.handle(lineage.distinct(arguments.site("distinct"), self.number, handle))
  end

  ---The records of this RDD that the other has not. As many partitions as this one.
  ---
  ---Example:
  ---```lua
  ---local seen = sc:parallelize({ "ann", "bob", "eve" })
  ---print(table.unpack(seen:subtract(sc:parallelize({ "ann", "bob" })):collect()))
  -----> eve
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:subtract(other, n)
    local right = rdd.other(self, "subtract", 1, other)
    local handle = n ~= nil and arguments.partitioner(self, "subtract", 2, n)
      or host.hash_partitioner(self:getNumPartitions())
    local site = arguments.site("subtract")
    local left = lineage.narrow(site, self.number, "with null")
    right = lineage.narrow(site, right, "with null")
    return rdd.handle(lineage.narrow(site,
      host.subtracted_rdd(site, left, right, handle), "keys"))
  end

  ---The pairs whose key the other RDD has not.
  ---
  ---Example:
  ---```lua
  ---local ages = sc:parallelize({ pair("ann", 31), pair("eve", 35) })
  ---local left = sc:parallelize({ pair("ann", "moved") })
  ---print(table.unpack(ages:subtractByKey(left):collect()))      --> (eve,35)
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:subtractByKey(other, n)
    local right = rdd.other(self, "subtractByKey", 1, other)
    local own = n == nil and host.rdd_partitioner(self.number)
    local handle = n ~= nil and arguments.partitioner(self, "subtractByKey", 2, n)
      or own or host.hash_partitioner(self:getNumPartitions())
    return rdd.handle(host.subtracted_rdd(arguments.site("subtractByKey"), self.number,
      right, handle))
  end

  ---The records that both have, each once.
  ---
  ---Example:
  ---```lua
  ---local monday = sc:parallelize({ "ann", "bob", "eve" })
  ---local tuesday = sc:parallelize({ "eve", "tim" })
  ---print(table.unpack(monday:intersection(tuesday):collect()))      --> eve
  ---```
  ---@param other RDD
  ---@param n integer|Partitioner|nil
  ---@return RDD
  function RDD:intersection(other, n)
    local right = rdd.other(self, "intersection", 1, other)
    local site = arguments.site("intersection")
    local left = lineage.narrow(site, self.number, "with null")
    right = lineage.narrow(site, right, "with null")
    local handle = n ~= nil and arguments.partitioner(self, "intersection", 2, n)
      or host.default_partitioner({ left, right })
    local both = lineage.narrow(site, lineage.cogroup(site, { left, right }, handle),
      "all sides")
    return rdd.handle(lineage.narrow(site, both, "keys"))
  end

  ---Every record with every record of the other RDD.
  ---
  ---Example:
  ---```lua
  ---local sizes = sc:parallelize({ "S", "L" })
  ---print(table.unpack(sizes:cartesian(sc:parallelize({ "red", "blue" })):collect()))
  -----> (S,red)  (S,blue)  (L,red)  (L,blue)
  ---```
  ---@param other RDD
  ---@return RDD
  function RDD:cartesian(other)
    return rdd.handle(host.cartesian_rdd(arguments.site("cartesian"), self.number,
      rdd.other(self, "cartesian", 1, other)))
  end

  ---Pairs of the records that stand at the same place. Both RDDs have as many
  ---partitions, and as many records in each.
  ---
  ---Example:
  ---```lua
  ---local names, ages = sc:parallelize({ "ann", "bob" }), sc:parallelize({ 31, 27 })
  ---print(table.unpack(names:zip(ages):collect()))      --> (ann,31)  (bob,27)
  ---```
  ---@param other RDD
  ---@return RDD
  function RDD:zip(other)
    local right = rdd.other(self, "zip", 1, other)
    return rdd.handle(host.zipped_rdd(arguments.site("zip"), { self.number, right }))
  end

  ---Calls f once for each partition, in tasks, with the lists of the records of this
  ---RDD and of one, two or three others that have as many partitions; f returns a list.
  ---
  ---Example:
  ---```lua
  ---local a, b = sc:range(0, 4, 1, 2), sc:range(0, 6, 1, 2)
  ---local sizes = a:zipPartitions(b, function(x, y) return {#x, #y} end)
  ---print(table.concat(sizes:collect(), " "))                           --> 2 3 2 3
  ---```
  ---@param other RDD
  ---@param ... any up to two more RDDs; f(list, list, ...); true: f leaves every key of
  ---this RDD where it is
  ---@return RDD
  function RDD:zipPartitions(other, ...)
    local op = "zipPartitions"
    local numbers = { self.number, rdd.other(self, op, 1, other) }
    local rest = table.pack(...)
    local at = 1
    while at < 3 and rdd.is_rdd(rest[at]) do
      numbers[#numbers + 1] = rest[at].number
      at = at + 1
    end
    arguments.task_function(self, op, at + 1, rest[at])
    return rdd.handle(host.zipped_rdd(arguments.site(op), numbers,
      { f = rest[at], keeps = rest[at + 1] }))
  end

  local function check_positive(self, op, n)
    arguments.integer(self, op, 1, n, "a number of partitions", math.mininteger)
    if n <= 0 then
      errors.raise({ class = "java.lang.IllegalArgumentException", spark = true,
        name = "wrong-type", word = op,
        message = ("requirement failed: Number of partitions (%d) must be positive.")
          :format(n) })
    end
  end

  ---The same records in n partitions, spread evenly by a shuffle.
  ---
  ---Example:
  ---```lua
  ---print(sc:parallelize({ 1, 2, 3, 4 }, 1):repartition(4):getNumPartitions())   --> 4
  ---```
  ---@param n integer 1 or more
  ---@return RDD
  function RDD:repartition(n)
    check_positive(self, "repartition", n)
    local site = arguments.site("repartition")
    return rdd.handle(lineage.repartition(site, self.number, n))
  end

  ---At most n partitions: neighbours are put together, without a shuffle; with one, as
  ---repartition.
  ---
  ---Example:
  ---```lua
  ---local parts = sc:parallelize({ 1, 2, 3, 4 }, 4):coalesce(2):glom():collect()
  ---print(table.concat(parts[1], " "), table.concat(parts[2], " "))      --> 1 2  3 4
  ---```
  ---@param n integer 1 or more
  ---@param shuffle boolean|nil
  ---@return RDD
  function RDD:coalesce(n, shuffle)
    check_positive(self, "coalesce", n)
    local site = arguments.site("coalesce")
    if shuffle then
      return rdd.handle(lineage.repartition(site, self.number, n))
    end
    return rdd.handle(host.coalesced_rdd(site, self.number, n))
  end
end
