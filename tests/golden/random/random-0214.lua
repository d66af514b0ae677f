-- batches: 7  interval: 250  master: local[2]
local conf = SparkConf():setAppName("random-0214"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(7, null)}, 1),
  sc:parallelize({pair(-1, "gate"), pair(1, null), pair(4, "Aa"), pair(6, "to be")}, 2),
  sc:parallelize({pair(6, null)}, 3),
  sc:parallelize({pair(11, "the"), pair(3, "Aa"), pair(282, "BB"), pair(7, "a")}, 2),
}, true, null)
local s2 = s1:fullOuterJoin(s1, 1)
s2:cache()
local s3 = s2:reduceByKeyAndWindow(function(a, b) return pair((a._1:isDefined() and a._1 or b._1), (a._2:isDefined() and a._2 or b._2)) end, Milliseconds(1000), Milliseconds(750))
local s4 = s3:transform(function(rdd) return rdd:values():keys():repartition(4) end)
local s5 = s4:count()
local s6 = s5:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:distinct(3):map(function(x) return x, ms end)
end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(0)) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(1)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
