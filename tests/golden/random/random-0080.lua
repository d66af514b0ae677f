-- batches: 8  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0080"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, batch do list[i] = pair((batch * 7 + i) * 2, "k" .. (batch + i) % 5) end
  return list
end, 4)
local s2 = ssc:queueStream({
  sc:parallelize({5, 2}, 6),
  sc:parallelize({14, 244, 170}, 1),
  sc:parallelize({-6, 3}, 4),
  sc:parallelize({4, 5}, 1),
  sc:parallelize({134, 4, 2, 158}, 5),
  sc:parallelize({322, 7, 11}, 2),
}, true)
local s3 = s2:window(Milliseconds(1000), Milliseconds(3000))
local s4 = s1:reduceByWindow(function(a, b) return pair(a._1 + b._1, (a._2 < b._2 and a._2 or b._2)) end, Milliseconds(4000), Milliseconds(1000))
local s5 = s2:countByWindow(Milliseconds(1000), Milliseconds(1000))
local s6 = s3:flatMap(function(x) return {pair(x > 5, x > 5), pair(math.abs(x) % 3 == 0, math.abs(x) % 3 == 0)} end)
local s7 = s4:window(Milliseconds(2000), Milliseconds(2000))
s7:print(1)
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:map(function(x) return 5000000000 + (x % 1000), (x % 1000) / 4 end):filter(function(k, v) return math.abs((v > 1.5 and 1 or 0)) % 3 == 0 end):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
