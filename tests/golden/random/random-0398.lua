-- batches: 4  interval: 500  master: local[4]  conf spark.default.parallelism=1
local conf = SparkConf():setAppName("random-0398"):setMaster("local[4]")
conf:set("spark.default.parallelism", "1")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(0.9, true), pair(1.1, true), pair(3.5, true)}, 3),
  sc:parallelize({pair(3.5, false), pair(2.5e7, true), pair(2.2, true), pair(2.5e7, false)}, 4),
  sc:parallelize({pair(0.9, false), pair(1.0, false), pair(0.2, false), pair(0.8, true), pair(2.5e7, false), pair(3.1, true), pair(0.7, true), pair(1.2, false), pair(2.8, false), pair(3.2, true), pair(0.3, false), pair(1.1, false)}, 2),
}, true, null)
local s2 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, 4 do list[i] = (batch + i) % 5 end
  return list
end, 1)
local s3 = ssc:queueStream({
  sc:parallelize({pair(2, 9999999685), pair(-1, 5999999937)}, 4),
  sc:parallelize({pair(12, 12999999496), pair(0, 8999999748), pair(0, 5000000000)}, 5),
  sc:parallelize({}, 5),
}, true)
local s4 = s3:mapValues(function(v) return math.abs((v % 1000)) % 7 end)
local s5 = s4:combineByKey(function(v) return pair(v * 2, 1) end, function(acc, v) return pair(acc._1 + v * 2, acc._2 + 1) end, function(a, b) return pair(a._1 + b._1, a._2 + b._2) end, HashPartitioner(6), true)
local s6 = s4:join(s5, 3)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s2:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:map(function(x) return (math.abs(x) % 5 == 0 and null or "w" .. x), (x > 5 and Some(x) or None) end):collect()) do print("  " .. tostring(x)) end
end)
s1:print(0)

ssc:start()
ssc:awaitTermination()
