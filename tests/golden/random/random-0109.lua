-- batches: 2  interval: 500  master: local[1]
local conf = SparkConf():setAppName("random-0109"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(6999999874, 8)}, 1),
  sc:parallelize({pair(13999999433, 11), pair(6999999874, 0), pair(11999999559, 9)}, 1),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({15999999307, 9999999685, 13999999433, 10999999622, 13999999433, 11999999559, 9999999685, 11999999559, 5000000000, 13999999433, 6999999874, 8999999748}, 7),
}, true)
local s3 = s1:reduceByKeyAndWindow(function(a, b) return (a % 1009 * 31 + b) % 1009 end, Milliseconds(2000), Milliseconds(1000), 2)
local s4 = s1:reduceByKey(function(a, b) return a end)
local s5 = s4:reduceByKeyAndWindow(function(a, b) return math.max(a, b) end, Milliseconds(500), Milliseconds(500), 5)
local s6 = s5:reduceByKeyAndWindow(function(a, b) return math.max(a, b) end, Milliseconds(2000)):cache()
local s7 = s6:map(function(k, v) return (v % 3 == 0 and None or Some(v % 8)) end)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s1:print(25)

ssc:start()
ssc:awaitTermination()
