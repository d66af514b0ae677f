-- batches: 6  interval: 250  master: local[2]
local conf = SparkConf():setAppName("random-0468"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair(0, "opens"), pair(3, "BBAa")}, 2)
local s1 = ssc:queueStream({
  sc:parallelize({pair(11, "été")}, 1),
  sc:parallelize({pair(370, null), pair(9, "AaBB")}, 5),
  sc:parallelize({pair(-1, "runs"), pair(3, null), pair(0, null)}, 6),
  sc:parallelize({}, 3),
}, true)
local s2 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({None, Some(""), Some("to be")}, 5),
  sc:parallelize({Some("a")}, 1),
}, true, sc:parallelize({Some("runs")}, 6))
local s3 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({pair(6, 8), pair(-7, 7)}, 4),
  sc:parallelize({pair(154, 11), pair(111, 1), pair(9, 9)}, 2),
  sc:parallelize({pair(0, 0), pair(8, 2)}, 4),
}, false, null)
local s4 = s2:transform(function(rdd) return rdd:map(function(x) return pair(((x:isDefined() and 2 or 1) + 3), (math.abs((x:getOrElse("gate") == "the" and 1 or 0)) % 5 == 0 and null or "w" .. (x:getOrElse("gate") == "the" and 1 or 0))), {} end):repartition(1) end)
local s5 = s4:reduceByKey(function(a, b) return b end, 2)
local s6 = s2:countByValue(5)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:reduceByKey(function(a, b) return math.min(a, b) end):values():collect()) do print("  " .. tostring(x)) end
end)
s5:print(100)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:sortByKey(false):rightOuterJoin(rdd1):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
