-- batches: 3  interval: 250  master: local[3]  conf spark.default.parallelism=4
local conf = SparkConf():setAppName("random-0028"):setMaster("local[3]")
conf:set("spark.default.parallelism", "4")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 4),
  sc:parallelize({pair(2.25, 2), pair(5.0, 11), pair(4.5, 296)}, 6),
}, true)
local s2 = s1:reduceByKey(function(a, b) return a + b end, HashPartitioner(4))
local s3 = s2:window(Milliseconds(500), Milliseconds(500))
local s4 = s3:flatMap(function(k, v, emit) if v > 5 then emit((v % 5 == 0 and null or "w" .. v)) emit((v % 5 == 0 and null or "w" .. v)) emit((v % 5 == 0 and null or "w" .. v)) end end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(25)) do print("  " .. tostring(x)) end
end)
s3:print(0)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
