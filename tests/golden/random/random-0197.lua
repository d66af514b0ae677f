-- batches: 3  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0197"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 8),
  sc:parallelize({false, true, true, true, true, false}, 7),
}, true)
local s2 = s1:map(function(x) return pair("k" .. (x and 1 or 0), 5000000000 + (x and 1 or 0)), 5000000000 + (x and 1 or 0) end)
local s3 = s2:reduceByKey(function(a, b) return a + b end)
local s4 = s3:reduceByKey(function(a, b) return b end):cache()
local s5 = s4:reduceByKey(function(a, b) return a + b end, HashPartitioner(2))
local s6 = s5:flatMap(function(k, v) return true and {pair(k._1, 11), pair(k._1, 5)} or {} end)
local s7 = s4:reduceByKeyAndWindow(function(a, b) return math.min(a, b) end, Milliseconds(1000), Milliseconds(1000), HashPartitioner(7))
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
