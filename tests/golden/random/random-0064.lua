-- batches: 2  interval: 500  master: local[3]
local conf = SparkConf():setAppName("random-0064"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({8, 104, 9, 7, 10, 7}, 4),
}, true)
local s2 = s1:map(function(x) return 5000000000 + x, x % 3 == 0 end)
local s3 = s2:window(Milliseconds(2000))
local s4 = s3:reduceByKeyAndWindow(function(a, b) return a or b end, Milliseconds(1500))
local s5 = s4:window(Milliseconds(2000), Milliseconds(1000))
s5:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(3)) do print("  " .. tostring(x)) end
end)
s5:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
