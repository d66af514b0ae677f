-- batches: 3  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0114"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(10, 123), pair(11, 1), pair(2, 6)}, 7),
  sc:parallelize({pair(4, 6), pair(8, 4), pair(3, 12), pair(8, 11), pair(42, 372), pair(0, 9)}, 2),
  sc:parallelize({}, 4),
}, true)
local s2 = s1:filter(function(k, v) return k % 3 == 0 end)
local s3 = s2:map(function(k, v) return "k" .. v end)
local s4 = s3:map(function(x) return 15999999307, pair(96, 11999999559) end)
local s5 = s3:flatMap(split):cache()
local s6 = s5:flatMap(split)
local s7 = s4:window(Milliseconds(4000), Milliseconds(3000))
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s1:print(10)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
