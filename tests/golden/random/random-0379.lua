-- batches: 5  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0379"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 6),
  sc:parallelize({pair(338, 7), pair(7, -4), pair(215, 11), pair(12, 2)}, 1),
  sc:parallelize({}, 3),
  sc:parallelize({pair(3, 6), pair(0, 1), pair(8, 0), pair(4, 8), pair(-2, -8), pair(0, 7)}, 4),
}, true)
local s2 = s1:combineByKey(function(v) return pair(v, 1) end, function(acc, v) return pair(acc._1 + v, acc._2 + 1) end, function(a, b) return pair(a._1 + b._1, a._2 + b._2) end, HashPartitioner(4))
local s3 = s2:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:flatMapValues(function(v) return {} end):flatMapValues(function(v) return {"k" .. (v == null and 1 or 0)} end):mapValues(function(v) return math.abs((v == "the" and 1 or 0)) % 7 end):map(function(k, v) return pair(k, v), ms end)
end)
local s4 = s3:reduceByKey(function(a, b) return math.min(a, b) end)
s4:persist()
local s5 = s4:repartition(6)
local s6 = s1:mapValues(function(v) return (math.abs(v) % 5 == 0 and null or "w" .. v) end)
s6:print(3)
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:flatMapValues(function(v) return {(v % 1000) / 4, (v % 1000) * 0.1} end):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
