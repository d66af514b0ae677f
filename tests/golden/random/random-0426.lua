-- batches: 8  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("random-0426"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local rdd1 = sc:parallelize({pair(3, 6)}, 1)
local rdd2 = sc:parallelize({pair(168, Some(1.0)), pair(344, Some(0.8)), pair(-7, Some(0.2))}, 1)
local s1 = ssc:queueStream({
  sc:parallelize({pair(false, {349}), pair(false, {335})}, 4),
  sc:parallelize({pair(false, {}), pair(false, {}), pair(false, {10, 12})}, 6),
  sc:parallelize({pair(false, {17}), pair(true, {11, 10})}, 2),
  sc:parallelize({pair(false, {12}), pair(true, {1}), pair(true, {2}), pair(true, {})}, 4),
  sc:parallelize({}, 2),
  sc:parallelize({pair(false, {1})}, 6),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair("the", 223), pair(null, 4)}, 1),
  sc:parallelize({pair(null, 6)}, 6),
  sc:parallelize({pair("été", 6)}, 5),
  sc:parallelize({pair("to be", 9)}, 5),
}, true)
local s3 = s2:map(function(k, v) return (math.abs((k == null and 1 or 0)) % 5 == 0 and null or "w" .. (k == null and 1 or 0)), 5000000000 + v end)
local s4 = s2:leftOuterJoin(s3)
local s5 = s4:glom():map(function(x) return pair((#x + 3), "k" .. #x) end)
s5:cache()
local s6 = s5:leftOuterJoin(s5)
local s7 = s6:groupByKey(2)
s7:persist()
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:rightOuterJoin(rdd1, 3):leftOuterJoin(rdd2):collect()) do print("  " .. tostring(x)) end
end)
s1:print(100)

ssc:start()
ssc:awaitTermination()
