-- sluice.dstream.pairs: operators on the keys and values of each batch.
-- Spark: PairDStreamFunctions (semantics 5.3).
-- SPDX-License-Identifier: MIT
local arguments = require("sluice.arguments")
local host = require("sluice.host")
local lineage = require("sluice.lineage")

---@param DStream DStream
---@param dstream table the module sluice.dstream
return function(DStream, dstream)
  ---The partitioner of an operator: as told, or a HashPartitioner with as many
  ---partitions as defaultParallelism, whatever the parents have.
  ---@param self DStream
  ---@param op string
  ---@param n integer
  ---@param value any
  ---@return any
  function dstream.partitioner(self, op, n, value)
    if value == nil then
      return host.hash_partitioner(arguments.default_parallelism())
    end
    return arguments.partitioner(self, op, n, value)
  end

  ---A stream whose values are combined by key.
  ---@param self DStream
  ---@param op string
  ---@param aggregator table
  ---@param partitioner any
  ---@return DStream
  function dstream.combined(self, op, aggregator, partitioner)
    local number = assert(host.combined_stream(self.held.number, arguments.site(op),
      self.number, aggregator, partitioner))
    return dstream.wrap(self.held, number, op, self)
  end

  ---Adds up the values of each key in one batch, first in each partition.
  ---
  ---Example:
  ---```lua
  ---local words = ssc:queueStream({ sc:parallelize({ "a", "b", "a" }) })
  ---words:map(function(word) return word, 1 end)
  ---  :reduceByKey(function(a, b) return a + b end):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (b,1)
  -----> (a,2)
  ----->
  ---```
  ---@param f fun(a: any, b: any): any
  ---@param n integer|Partitioner|nil partitions of the result
  ---@return DStream
  function DStream:reduceByKey(f, n)
    dstream.check_open(self.held, "reduceByKey", self)
    arguments.task_function(self, "reduceByKey", 1, f)
    return dstream.combined(self, "reduceByKey", lineage.reducing(f),
      dstream.partitioner(self, "reduceByKey", 2, n))
  end

  ---The list of the values of each key in one batch.
  ---
  ---Example:
  ---```lua
  ---local readings = { pair("hall", 19), pair("attic", 28), pair("hall", 21) }
  ---ssc:queueStream({ sc:parallelize(readings) }):groupByKey():print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (attic,ArrayBuffer(28))
  -----> (hall,ArrayBuffer(19, 21))
  ----->
  ---```
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function DStream:groupByKey(n)
    dstream.check_open(self.held, "groupByKey", self)
    return dstream.combined(self, "groupByKey", lineage.aggregators.group_early,
      dstream.partitioner(self, "groupByKey", 1, n))
  end

  ---Combines the values of each key into something else: create(v) begins it,
  ---merge(c, v) adds a value, join(c, c) puts partial results together.
  ---
  ---Example:
  ---```lua
  ---local readings = { pair("hall", 19), pair("hall", 21), pair("attic", 28) }
  ---local mean = ssc:queueStream({ sc:parallelize(readings) }):combineByKey(
  ---  function(v) return pair(v, 1) end,
  ---  function(c, v) return pair(c._1 + v, c._2 + 1) end,
  ---  function(a, b) return pair(a._1 + b._1, a._2 + b._2) end,
  ---  2):mapValues(function(c) return c._1 / c._2 end)
  ---mean:print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (attic,28.0)
  -----> (hall,20.0)
  ----->
  ---```
  ---@param create fun(v: any): any
  ---@param merge fun(c: any, v: any): any
  ---@param join fun(a: any, b: any): any
  ---@param n integer|Partitioner
  ---@param map_side boolean|nil false: nothing is combined before the shuffle
  ---@return DStream
  function DStream:combineByKey(create, merge, join, n, map_side)
    dstream.check_open(self.held, "combineByKey", self)
    for i, f in ipairs({ create, merge, join }) do
      arguments.task_function(self, "combineByKey", i, f)
    end
    return dstream.combined(self, "combineByKey",
      lineage.combining(create, merge, join, map_side ~= false),
      dstream.partitioner(self, "combineByKey", 4, n))
  end

  ---For each key of either side the lists of its values on both.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ pair("ann", "home") }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:cogroup(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,(CompactBuffer(home),CompactBuffer(7)))
  -----> (bob,(CompactBuffer(),CompactBuffer(9)))
  ----->
  ---```
  ---@param other DStream with the same slide
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function DStream:cogroup(other, n)
    dstream.check_open(self.held, "cogroup", self)
    local second = dstream.other(self, "cogroup", 1, other)
    local partitioner = dstream.partitioner(self, "cogroup", 2, n)
    return dstream.transformed({ self, second }, "cogroup", function(site, rdds)
      return lineage.cogroup(site, rdds, partitioner)
    end, "TransformedDStream")
  end

  local function join(self, kind, other, n)
    dstream.check_open(self.held, kind, self)
    local second = dstream.other(self, kind, 1, other)
    local partitioner = dstream.partitioner(self, kind, 2, n)
    return dstream.transformed({ self, second }, kind, function(site, rdds)
      return lineage.join(site, kind, rdds[1], rdds[2], partitioner)
    end, "TransformedDStream")
  end

  ---(k, (v, w)) for every pair of values that a key has in this batch on both sides.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({ sc:parallelize({ pair("ann", "home") }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:join(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,(home,7))
  ----->
  ---```
  ---@param other DStream with the same slide
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function DStream:join(other, n)
    return join(self, "join", other, n)
  end

  ---The same with every key of this side: (k, (v, Some(w))) or (k, (v, None)).
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("eve", 2) }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:leftOuterJoin(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (eve,(2,None))
  -----> (ann,(1,Some(7)))
  ----->
  ---```
  ---@param other DStream
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function DStream:leftOuterJoin(other, n)
    return join(self, "leftOuterJoin", other, n)
  end

  ---The same with every key of the other side: (k, (Some(v), w)) or (k, (None, w)).
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("eve", 2) }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:rightOuterJoin(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (ann,(Some(1),7))
  -----> (bob,(None,9))
  ----->
  ---```
  ---@param other DStream
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function DStream:rightOuterJoin(other, n)
    return join(self, "rightOuterJoin", other, n)
  end

  ---The same with every key of either side; both values are options.
  ---
  ---Example:
  ---```lua
  ---local clicks = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 1), pair("eve", 2) }) })
  ---local orders = ssc:queueStream({
  ---  sc:parallelize({ pair("ann", 7), pair("bob", 9) }) })
  ---clicks:fullOuterJoin(orders):print()
  ---ssc:start()
  ---ssc:awaitTermination()
  -----> -------------------------------------------
  -----> Time: 1000 ms
  -----> -------------------------------------------
  -----> (eve,(Some(2),None))
  -----> (ann,(Some(1),Some(7)))
  -----> (bob,(None,Some(9)))
  ----->
  ---```
  ---@param other DStream
  ---@param n integer|Partitioner|nil
  ---@return DStream
  function DStream:fullOuterJoin(other, n)
    return join(self, "fullOuterJoin", other, n)
  end
end
