-- batches: 5  interval: 500  master: local[3]
local conf = SparkConf():setAppName("random-0083"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 3),
  sc:parallelize({pair(138, true), pair(86, true), pair(6, false), pair(8, true), pair(3, false), pair(3, true), pair(2, false), pair(1, true), pair(11, false), pair(3, false), pair(6, true), pair(3, false)}, 4),
  sc:parallelize({pair(2, true), pair(7, false)}, 2),
  sc:parallelize({}, 3),
  sc:parallelize({pair(376, true), pair(-3, false)}, 5),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({true, true, true, false, true, true}, 1),
  sc:parallelize({true, true, true}, 3),
  sc:parallelize({false}, 6),
  sc:parallelize({true, false}, 4),
  sc:parallelize({true, false, false}, 5),
}, true)
local s3 = s1:flatMapValues(function(v) return {(2 - (v and 1 or 0))} end)
s3:cache()
local s4 = s3:reduce(function(a, b) return pair(math.max(a._1, b._1), a._2 + b._2) end)
local s5 = s3:flatMapValues(function(v) return {"k" .. v, "k" .. v} end)
local s6 = s5:transform(function(rdd) return rdd:reduceByKey(function(a, b) return (a < b and a or b) end):keys() end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:filter(function(x) return x > 5 end):collect()) do print("  " .. tostring(x)) end
end)
s4:print(100)
s2:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(1)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
