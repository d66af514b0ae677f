-- batches: 3  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0290"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:remember(Milliseconds(3000))

local rdd1 = sc:parallelize({pair("AaBB", 11), pair("", 7), pair(null, -4)}, 3)
local s1 = ssc:queueStream({
  sc:parallelize({}, 4),
  sc:parallelize({3, 0, 10, 200, 5, 65, 9, 12, 0, 6, 2, 207}, 3),
  sc:parallelize({12, 285, 3, 11, -4, 7}, 5),
}, true)
local s2 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch % 3 * 2 do list[i] = pair((math.abs((batch + i) % 5) % 5 == 0 and null or "w" .. (batch + i) % 5), (batch * 7 + i)) end
  return list
end, 4)
s2:cache()
local s3 = s2:reduceByKey(function(a, b) return a + b end, 4)
local s4 = s2:flatMapValues(function(v) return {} end)
local s5 = s2:union(s3)
local s6 = s3:map(function(k, v) return k, k end)
local s7 = s5:cogroup(s6)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:groupByKey():rightOuterJoin(rdd1, 2):collect()) do print("  " .. tostring(x)) end
end)
s1:print(3)

ssc:start()
ssc:awaitTermination()
