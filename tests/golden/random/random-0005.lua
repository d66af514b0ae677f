-- batches: 7  interval: 1000  master: local[4]
local conf = SparkConf():setAppName("random-0005"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair("a", 7)}, 3),
  sc:emptyRDD(),
  sc:parallelize({pair("river", 5), pair("opens", -3)}, 1),
  sc:emptyRDD(),
  sc:parallelize({pair("a", 7)}, 1),
  sc:parallelize({pair("水", 8)}, 3),
}, true)
local s2 = s1:flatMap(function(k, v, emit) emit("k" .. v, ((k == null and 1 or 0) > 5 and Some(v / 4) or None)) emit(pair("k" .. (k == null and 1 or 0), (v > 5 and Some((k == null and 1 or 0) / 4) or None))) end)
local s3 = s2:reduceByKey(function(a, b) return (a:isDefined() and a or b) end, 5)
local s4 = s1:combineByKey(function(v) return pair((v + 3), 1) end, function(acc, v) return pair(acc._1 + (v + 3), acc._2 + 1) end, function(a, b) return pair(a._1 + b._1, a._2 + b._2) end, HashPartitioner(5))
local s5 = s4:countByWindow(Milliseconds(1000), Milliseconds(1000))
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:distinct(1):collect()) do print("  " .. tostring(x)) end
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s3:print()

ssc:start()
ssc:awaitTermination()
