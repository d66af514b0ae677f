-- batches: 6  interval: 500  master: local[2]
local conf = SparkConf():setAppName("random-0071"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({0, 11, 16, 2, 385, 9, 220, 12, 4, 5, 10, 24, 109, 6, 397, 1, 3, 10, 7, 12, 12, 3, 225, 9, 290, 5, 11, 7, 321, 11, 10, 0, 11, 333, 1, 138, 2, 9, 8, 10, 2, 11, 189, 4, 140, 11, 292, 6, 5, 1, 8, 5, 7, 0, 271, 9, 10, 115, 7, 5}, 8),
  sc:parallelize({314, 9, 10, 9, 12, 11, 12, 0, 7, 4, 1, 11, 2, 5, 52, 4, 258, 268, 3, 133, 20, 11, 2, 11, 3, 2, 1, 5, 3, 2, 68, 180, 8, 2, 2, 4, 4, 4, 3, 0, 8, 0, 5, 4, 8, 2, 2, 2, 5, 9, 320, 11, 176, 0, 12, 1, 6, 6, 1, 8}, 8),
  sc:parallelize({1, 7, 7}, 1),
  sc:emptyRDD(),
  sc:parallelize({}, 1),
}, false)
local s2 = ssc:queueStream({
  sc:parallelize({}, 2),
  sc:parallelize({4.25, 2.25, 3.5, 2.0, 2.75, 0.25, 0.75, 1.5, 0.0, 5.5, 5.5, 1.5, 3.0, 4.5, 1.5, 5.0, 2.25, 0.0, 4.5, 2.25, 1.0, 5.75, 0.5, 5.0, 4.0, 1.25, 0.0, 4.25, 4.0, 5.5}, 6),
  sc:parallelize({2.25, 5.25, 0.75, 3.0, 0.25, 4.0, 5.25, 5.5, 1.5, 2.5, 2.0, 0.25}, 3),
}, true)
local s3 = s1:flatMap(function(x, emit) emit((x % 5 == 0 and null or "w" .. x)) emit((x % 5 == 0 and null or "w" .. x)) emit((x % 5 == 0 and null or "w" .. x)) end)
local s4 = s3:map(function(x) return 15999999307, 9999999685 end)
local s5 = s3:filter(function(x) return false end)
local s6 = s5:flatMap(function(x, emit) emit(pair(1, 7999999811), x) end)
local s7 = s6:reduceByKeyAndWindow(function(a, b) return a end, Milliseconds(500), Milliseconds(1500), 2)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
