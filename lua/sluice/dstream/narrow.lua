-- sluice.dstream.narrow: operators on each record or partition of a batch, and on the
-- batch as a whole.
-- Spark: DStream (semantics 5.1, 5.2).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local host = require("sluice.host")
local lineage = require("sluice.lineage")

---@param DStream DStream
---@param dstream table the module sluice.dstream
return function(DStream, dstream)
  local function narrow(self, op, f, options)
    dstream.check_open(self.held, op, self)
    arguments.task_function(self, op, 1, f)
    options = options or {}
    options.f = f
    return dstream.narrow(self, op, op, options)
  end

  ---One record for each record: what f returns. Two results make a pair.
  ---
  ---Example:
  ---```lua
  ---local lines = ssc:queueStream({ sc:parallelize({ "ann 31", "bob 27" }) })
  ---lines:map(function(line)
  ---  local words = split(line)
  ---  return words[1], tonumber(words[2])
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,31)
  -----> (bob,27)
  ----->
  ---```
  ---@param f fun(...): any, any
  ---@return DStream
  function DStream:map(f)
    return narrow(self, "map", f)
  end

  ---Any number of records for each record: f returns a list of them, or calls its last
  ---argument for each, `function(line, emit) emit(word, 1) end`.
  ---
  ---Example:
  ---```lua
  ---local lines = ssc:queueStream({ sc:parallelize({ "the river", "rises" }) })
  ---lines:flatMap(function(line) return split(line) end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> the
  -----> river
  -----> rises
  ----->
  ---```
  ---@param f fun(...): any[]|nil
  ---@return DStream
  function DStream:flatMap(f)
    return narrow(self, "flatMap", f)
  end

  ---The records for which f returns true.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }) })
  ---degrees:filter(function(x) return x > 20 end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 24
  -----> 31
  ----->
  ---```
  ---@param f fun(...): boolean
  ---@return DStream
  function DStream:filter(f)
    return narrow(self, "filter", f)
  end

  ---Calls f once for each partition with the list of its records; f returns a list.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31, 28 }, 2) })
  ---degrees:mapPartitions(function(list)
  ---  return { math.max(table.unpack(list)) }
  ---end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 24
  -----> 31
  ----->
  ---```
  ---@param f fun(list: any[]): any[]
  ---@param keeps boolean|nil true: f leaves every key where it is
  ---@return DStream
  function DStream:mapPartitions(f, keeps)
    return narrow(self, "mapPartitions", f, { keeps = keeps })
  end

  ---The pairs with f(value) in place of the value.
  ---
  ---Example:
  ---```lua
  ---local celsius = ssc:queueStream({ sc:parallelize({ pair("hall", 20.0) }) })
  ---celsius:mapValues(function(x) return x * 1.8 + 32 end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (hall,68.0)
  ----->
  ---```
  ---@param f fun(value: any): any
  ---@return DStream
  function DStream:mapValues(f)
    return narrow(self, "mapValues", f)
  end

  ---For each pair the key with each item of the list f(value).
  ---
  ---Example:
  ---```lua
  ---local days = ssc:queueStream({ sc:parallelize({ pair("hall", "19 21") }) })
  ---days:flatMapValues(function(text) return split(text) end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (hall,19)
  -----> (hall,21)
  ----->
  ---```
  ---@param f fun(value: any): any[]
  ---@return DStream
  function DStream:flatMapValues(f)
    return narrow(self, "flatMapValues", f)
  end

  ---One record for each partition: the list of its records.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }, 2) })
  ---degrees:glom():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> List(19)
  -----> List(24, 31)
  ----->
  ---```
  ---@return DStream
  function DStream:glom()
    dstream.check_open(self.held, "glom", self)
    return dstream.narrow(self, "glom", "glom")
  end

  ---The number of records in each batch, 0 for an empty one.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "home" }) })
  ---clicks:count():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 3
  ----->
  ---```
  ---@return DStream
  function DStream:count()
    dstream.check_open(self.held, "count", self)
    local n = arguments.default_parallelism()
    return dstream.transformed({ self }, "count", function(site, rdds)
      return lineage.count(site, rdds[1], n)
    end, "MappedDStream")
  end

  ---How often each record is in a batch: (record, count).
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "home" }) })
  ---clicks:countByValue():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (cart,1)
  -----> (home,2)
  ----->
  ---```
  ---@param n integer|Partitioner|nil partitions of the result
  ---@return DStream
  function DStream:countByValue(n)
    dstream.check_open(self.held, "countByValue", self)
    local partitioner = dstream.partitioner(self, "countByValue", 1, n)
    return dstream.transformed({ self }, "countByValue", function(site, rdds)
      return lineage.combined(site, lineage.narrow(site, rdds[1], "with one"),
        lineage.aggregators.sum, partitioner)
    end, "ShuffledDStream")
  end

  ---All records of a batch folded into one with f; no record for an empty batch.
  ---
  ---Example:
  ---```lua
  ---local degrees = ssc:queueStream({ sc:parallelize({ 19, 24, 31 }) })
  ---degrees:reduce(math.max):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> 31
  ----->
  ---```
  ---@param f fun(a: any, b: any): any
  ---@return DStream
  function DStream:reduce(f)
    dstream.check_open(self.held, "reduce", self)
    arguments.task_function(self, "reduce", 1, f)
    return dstream.reduce(self, "reduce", f)
  end

  ---The same for an operator that is made of it.
  ---@param self DStream
  ---@param op string
  ---@param f fun(a: any, b: any): any
  ---@return DStream
  function dstream.reduce(self, op, f)
    local aggregator = lineage.reducing(f)
    return dstream.transformed({ self }, op, function(site, rdds)
      local keyed = lineage.narrow(site, rdds[1], "null and value")
      return lineage.narrow(site,
        lineage.combined(site, keyed, aggregator, host.hash_partitioner(1)), "values")
    end, "MappedDStream")
  end

  ---The same records in n partitions, spread evenly by a shuffle.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ "home", "cart", "home" }, 1) })
  ---clicks:repartition(3):foreachRDD(function(rdd) print(rdd:getNumPartitions()) end)
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> 3
  ---```
  ---@param n integer
  ---@return DStream
  function DStream:repartition(n)
    dstream.check_open(self.held, "repartition", self)
    arguments.integer(self, "repartition", 1, n, "a number of partitions",
      math.mininteger)
    return dstream.transformed({ self }, "repartition", function(site, rdds)
      return lineage.repartition(site, rdds[1], n)
    end, "TransformedDStream")
  end
end
