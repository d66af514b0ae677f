-- batches: 5  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0350"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 5),
  sc:parallelize({}, 6),
  sc:parallelize({pair(6, 3.0), pair(-8, 1.5), pair(244, 2.2)}, 6),
}, true)
local s2 = s1:map(function(k, v) return k, v end)
local s3 = ssc:union({s1, s2, s1})
local s4 = s1:reduceByKey(function(a, b) return a + b end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:partitionBy(HashPartitioner(3)):collect()) do print("  " .. tostring(x)) end
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(100)) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:sortByKey():reduceByKey(function(a, b) return b end, 3):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
