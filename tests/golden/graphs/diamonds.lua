-- tests/golden/graphs/diamonds.lua -- streams that part and meet again: union, join,
-- cogroup, transform, a window of a window, and a state in checkpoints.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext(SparkConf():setMaster("local[3]"):setAppName("diamonds"),
  Seconds(1))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local lines = ssc:socketTextStream("localhost", 9999)
local queued = ssc:queueStream({sc:parallelize({"to", "the", "sea"}, 2)}, false,
  sc:parallelize({"to"}, 1))
local words = lines:flatMap(split):union(queued)
local ones = words:map(function(word) return word, 1 end)
local long = ones:filter(function(word) return #word > 2 end)
local twos = ones:mapValues(function(n) return 2 * n end)
local kinds = sc:parallelize({pair("the", "article"), pair("to", "preposition")}, 2)

long:join(twos):print()
long:cogroup(twos):foreachRDD(function(rdd)
  rdd:count()
  rdd:mapValues(function() return 1 end):repartition(3):collect()
end)
ones:transform(function(rdd) return rdd:join(kinds) end):print(3)

local recent = ones:window(Seconds(2), Seconds(1))
recent:window(Seconds(4), Seconds(2))
  :reduceByKey(function(a, b) return a + b end):print()
ones:updateStateByKey(function(values, sum) return (sum or 0) + #values end):print()

ssc:start()
ssc:awaitTermination()
