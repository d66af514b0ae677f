-- batches: 3  interval: 500  master: local[3]
local conf = SparkConf():setAppName("random-0144"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({3.25, 1.25, 4.75, 5.0, 4.0, 2.5, 2.25, 1.0, 3.0, 5.25, 0.5, 3.0}, 6),
  sc:parallelize({1.0, 5.25, 2.0, 0.5, 1.5, 4.5, 4.0, 1.75, 3.75, 2.25, 2.25, 0.0, 3.0, 3.25, 0.75, 4.25, 6.0, 2.75, 0.0, 0.25, 5.25, 0.0, 2.25, 0.5, 3.5, 0.75, 1.0, 4.25, 4.5, 1.75}, 1),
  sc:parallelize({4.25, 0.75, 3.0, 1.5, 1.0, 1.25}, 7),
}, false)
local s2 = s1:map(function(x) return null, x end)
local s3 = s2:window(Milliseconds(500), Milliseconds(1000))
local s4 = s1:window(Milliseconds(500), Milliseconds(1000))
local s5 = s4:window(Milliseconds(1000), Milliseconds(1000))
local s6 = s5:flatMap(function(x) return {pair(pair(12999999496, "opens"), "the"), pair(pair(12999999496, "runs"), "to be"), pair(pair(9999999685, "BB"), "to be")} end)
local s7 = s6:reduceByKeyAndWindow(function(a, b) return a .. b end, Milliseconds(1000), Milliseconds(3000))
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s1:print()

ssc:start()
ssc:awaitTermination()
