-- batches: 6  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0382"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({6, 6, 0, 193}, 2),
  sc:parallelize({5}, 4),
  sc:parallelize({5, 11}, 1),
  sc:parallelize({}, 6),
  sc:parallelize({-2, 10, 9, 6}, 2),
}, true)
local s2 = s1:union(s1)
local s3 = s2:transform(function(rdd) return rdd:flatMap(function(x) return {x} end) end)
local s4 = s3:map(function(x) return pair(x, "k" .. x), math.abs(x) % 7 end)
s4:cache()
local s5 = s4:cogroup(s4)
local s6 = s1:map(function(x) return pair(x * 2, "k" .. x), pair((2 - x), math.abs(x) % 3 == 0) end)
local s7 = s5:fullOuterJoin(s6)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
