-- batches: 5  interval: 1000  master: local[4]
local conf = SparkConf():setAppName("random-0477"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({pair(true, 10), pair(true, 0)}, 4),
  sc:parallelize({pair(true, -4), pair(true, 0), pair(true, 8)}, 5),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(237, 1), pair(2, 342), pair(2, 1), pair(265, 0), pair(6, 38), pair(8, 5)}, 4),
  sc:emptyRDD(),
  sc:parallelize({pair(4, 8), pair(6, 263)}, 4),
}, true)
local s3 = ssc:queueStream({
  sc:parallelize({pair(0.4, true), pair(4.0, false), pair(0.3, false), pair(2.2, false)}, 4),
  sc:emptyRDD(),
  sc:parallelize({pair(0.7, true), pair(1.7, true), pair(1.6, false), pair(0.5, true), pair(2.3, true), pair(3.5, false), pair(0.0, true), pair(2.6, true), pair(0.1, true), pair(3.8, false), pair(3.1, true), pair(0.9, true)}, 6),
  sc:parallelize({}, 2),
  sc:parallelize({}, 5),
}, true, null)
local s4 = s3:union(s3)
s4:checkpoint(Milliseconds(2000))
local s5 = ssc:union({s1, s1, s1})
local s6 = s3:window(Milliseconds(3000))
local s7 = s6:reduceByKeyAndWindow(function(a, b) return a ~= b end, Milliseconds(2000), Milliseconds(2000), 3)
local s8 = s7:groupByKey()
s8:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s5:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s4:print()

ssc:start()
ssc:awaitTermination()
