-- batches: 6  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0176"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({12}, 2),
  sc:parallelize({}, 8),
  sc:parallelize({8, 386, 3, 10, 10, 5, 9, 5, 3, 7, 11, 1}, 3),
}, true)
local s2 = s1:filter(function(x) return x % 3 == 0 end)
local s3 = s2:flatMap(function(x, emit) emit("k" .. x, 5000000000 + x) end)
local s4 = s3:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(1000), Milliseconds(2000))
local s5 = s3:reduceByKey(function(a, b) return math.min(a, b) end):cache()
local s6 = s5:filter(function(k, v) return true end)
local s7 = s6:reduceByKey(function(a, b) return a end, HashPartitioner(7))
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s1:print(10)
s7:print(100)

ssc:start()
ssc:awaitTermination()
