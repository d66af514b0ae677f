-- batches: 6  interval: 500  master: local[4]  conf spark.default.parallelism=3
local conf = SparkConf():setAppName("random-0163"):setMaster("local[4]")
conf:set("spark.default.parallelism", "3")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({3, 36, 2, 6, 2, 138, 4, 6, 1, 9, 265, 3}, 1),
  sc:emptyRDD(),
  sc:parallelize({242, 89, 114, 315, 2, 266, 0, 149, 11, 65, 8, 12}, 6),
}, true)
local s2 = s1:window(Milliseconds(500), Milliseconds(1500))
local s3 = s2:map(function(x) return "k" .. x end)
local s4 = s3:filter(function(x) return true end)
local s5 = s1:map(function(x) return 5000000000 + x end)
local s6 = s5:flatMap(function(x, emit) if true then emit(null, "") emit(null, "水") end end)
local s7 = s6:filter(function(k, v) return true end)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(25)) do print("  " .. tostring(x)) end
end)
s3:print(3)

ssc:start()
ssc:awaitTermination()
