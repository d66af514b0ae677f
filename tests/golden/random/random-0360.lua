-- batches: 4  interval: 1000  master: local[4]
local conf = SparkConf():setAppName("random-0360"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")
ssc:remember(Milliseconds(4000))

local s1 = ssc:queueStream({
  sc:parallelize({pair(9, {-7}), pair(0, {66}), pair(11, {}), pair(2, {360}), pair(11, {-5, 0}), pair(394, {})}, 1),
  sc:parallelize({pair(-1, {5, 10}), pair(0, {}), pair(9, {1}), pair(2, {4}), pair(5, {}), pair(3, {3})}, 1),
  sc:parallelize({pair(3, {-6, 184}), pair(6, {})}, 1),
  sc:parallelize({}, 3),
}, true)
local s2 = s1:count()
local s3 = s2:mapPartitions(function(list) return {list[1]} end, true)
s3:checkpoint(Milliseconds(2000))
local s4 = s1:cogroup(s1, 1)
local s5 = s2:countByValue()
s5:persist()
s5:print(1)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(1)) do print("  " .. tostring(x)) end
end)
s3:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
