-- batches: 6  interval: 250  master: local[3]  conf spark.default.parallelism=6
local conf = SparkConf():setAppName("random-0433"):setMaster("local[3]")
conf:set("spark.default.parallelism", "6")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local rdd1 = sc:parallelize({pair(pair(0.8, "BB"), 15999999307), pair(pair(3.3, "a"), 10999999622), pair(pair(0.3, "a"), 10999999622), pair(pair(0.3, "the"), 13999999433)}, 3)
local rdd2 = sc:parallelize({pair(13999999433, 0), pair(5000000000, 12), pair(9999999685, 0), pair(9999999685, -6), pair(10999999622, 10)}, 2)
local s1 = ssc:queueStream({
  sc:parallelize({pair(12999999496, 6), pair(7999999811, 12)}, 6),
  sc:parallelize({}, 4),
  sc:emptyRDD(),
  sc:parallelize({pair(15999999307, 11), pair(15999999307, 12), pair(14999999370, 387)}, 4),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({"水"}, 2),
  sc:parallelize({}, 4),
  sc:parallelize({"a", "BBAa"}, 4),
  sc:parallelize({"BBAa", "opens", "to be", "gate"}, 3),
  sc:parallelize({"gate", "Aa", "opens", null}, 3),
}, true)
local s3 = ssc:queueStream({
  sc:parallelize({}, 2),
  sc:parallelize({7, 7, 5, 235}, 3),
  sc:parallelize({8, 2, 12}, 4),
}, true)
local s4 = s3:reduceByWindow(function(a, b) return a + b end, Milliseconds(500), Milliseconds(500))
local s5 = s4:transform(function(rdd) return rdd:distinct(4) end)
local s6 = s5:map(function(x) return pair(x / 4, "k" .. x), x > 5 end)
local s7 = s6:transform(function(rdd) return rdd:filter(function(k, v) return (k._1 > 1.5 and 1 or 0) > 5 end):leftOuterJoin(rdd1) end)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(2)) do print("  " .. tostring(x)) end
end)
s2:print(100)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:union(rdd2):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
