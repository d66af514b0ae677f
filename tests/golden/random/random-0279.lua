-- batches: 2  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0279"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:emptyRDD(),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(1.6, false)}, 2),
  sc:parallelize({pair(1.7, true)}, 3),
}, true)
local s3 = s2:transformWith(s2, function(a, b) return a:fullOuterJoin(b, 1):repartition(5):values() end)
local s4 = s3:fullOuterJoin(s3)
local s5 = s4:countByWindow(Milliseconds(1000), Milliseconds(1000))
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:sortByKey(false, 1):reduceByKey(function(a, b) return a + b end):collect()) do print("  " .. tostring(x)) end
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(1)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
