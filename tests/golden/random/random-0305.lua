-- batches: 2  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0305"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:remember(Milliseconds(500))

local s1 = ssc:queueStream({
  sc:parallelize({pair(pair(0.5, "BB"), 6), pair(pair(0.5, "river"), -3), pair(pair(3.7, "to be"), 7), pair(pair(0.5, "a"), 11), pair(pair(2.2, "a"), 11), pair(pair(3.6, ""), 41), pair(pair(2.5e7, "BB"), 66), pair(pair(2.5, "the"), 286), pair(pair(3.1, "runs"), 10), pair(pair(3.1, "été"), 0), pair(pair(1.8, "gate"), 11), pair(pair(3.3, "Aa"), 1)}, 3),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(2.5e7, true), pair(0.8, true)}, 6),
  sc:parallelize({pair(1.4, true), pair(2.5e7, true), pair(3.2, true)}, 2),
}, true)
local s3 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch do list[i] = pair(5000000000 + (batch * 7 + i), (math.abs((batch * 7 + i)) % 5 == 0 and null or "w" .. (batch * 7 + i))) end
  return list
end, 1)
local s4 = s3:reduceByKeyAndWindow(function(a, b) return (a == null and b or a) end, Milliseconds(1000), Milliseconds(250))
local s5 = s4:map(function(k, v) return k, {"k" .. (k % 1000), "k" .. (v == null and 1 or 0)} end)
local s6 = s4:transformWith(s5, function(a, b) return a:rightOuterJoin(b) end)
local s7 = s6:glom():map(function(x) return "k" .. #x end)
local s8 = s4:map(function(k, v) return "k" .. (k % 1000) end)
local s9 = s7:transformWith(s8, function(a, b, _time) return a:union(b):mapPartitions(function(list) return {list[1]} end) end)
s9:print()
s2:print(1)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(25)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
