-- batches: 10  interval: 1000  master: local[4]  conf spark.default.parallelism=6
local conf = SparkConf():setAppName("random-0175"):setMaster("local[4]")
conf:set("spark.default.parallelism", "6")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair(2, 3.3)}, 1)
local s1 = ssc:queueStream({
  sc:parallelize({pair(3, 334)}, 4),
  sc:parallelize({pair(7, 12), pair(12, 10), pair(362, 115)}, 6),
  sc:parallelize({pair(1, -7)}, 1),
  sc:parallelize({}, 4),
  sc:parallelize({pair(10, 9), pair(66, 295)}, 6),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({}, 1),
  sc:parallelize({}, 6),
  sc:parallelize({pair(-5, 1.3), pair(11, 4.0)}, 6),
  sc:parallelize({pair(382, 2.5), pair(0, 2.4), pair(203, 2.2), pair(7, 0.9)}, 3),
  sc:parallelize({pair(12, 2.5e7), pair(8, 4.0), pair(11, 1.9)}, 2),
  sc:parallelize({pair(4, 0.3), pair(3, 2.8)}, 1),
  sc:parallelize({}, 3),
}, true)
local s3 = ssc:queueStream({
  sc:parallelize({pair(1, 2), pair(2, 4)}, 2),
  sc:parallelize({pair(374, 9)}, 3),
  sc:parallelize({pair(381, 2), pair(6, 9), pair(9, 294)}, 5),
  sc:parallelize({pair(6, 2), pair(9, 4), pair(11, 9), pair(192, 145)}, 1),
  sc:parallelize({pair(10, 6), pair(10, 4), pair(1, 1)}, 6),
  sc:parallelize({pair(9, -6), pair(3, 0), pair(2, 2)}, 3),
  sc:parallelize({pair(392, 4), pair(-4, 1), pair(11, 0)}, 1),
  sc:parallelize({pair(-1, 5)}, 5),
  sc:parallelize({}, 2),
}, true)
local s4 = s1:rightOuterJoin(s2, 4)
local s5 = s4:mapWithState(StateSpec(function(key, value, state)
  if state:isTimingOut() then return -1 end
  state:update((state:exists() and state:get() or 0) + 1)
  return state:get()
end))
s5:checkpoint(Milliseconds(4000))
local s6 = ssc:union({s5, s5})
local s7 = s1:transformWith(s3, function(a, b) return a:join(b, 3):sortByKey(true, 1):cogroup(rdd1, 1) end)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s6:print(1)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
