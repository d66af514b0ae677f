-- batches: 2  interval: 1000  master: local[4]  conf spark.default.parallelism=4
local conf = SparkConf():setAppName("random-0344"):setMaster("local[4]")
conf:set("spark.default.parallelism", "4")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({2.0, 3.5}, 1),
  sc:parallelize({0.8, 3.2, 0.6}, 4),
}, false)
local s2 = ssc:queueStream({
  sc:parallelize({pair("été", 14999999370), pair("the", 12999999496)}, 3),
}, true)
local s3 = ssc:queueStream({
  sc:parallelize({pair(None, 306), pair(Some("runs"), 2), pair(Some(null), 3), pair(None, 1)}, 2),
}, false)
local s4 = s3:cogroup(s3)
local s5 = s3:map(function(k, v) return (k:isDefined() and 2 or 1) / 4, pair(v, v) end)
local s6 = s1:map(function(x) return x, math.abs((x > 1.5 and 1 or 0)) % 7 end)
local s7 = s5:leftOuterJoin(s6, HashPartitioner(3))
local s8 = s7:countByWindow(Milliseconds(2000), Milliseconds(2000))
s8:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s4:print(3)
s2:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
