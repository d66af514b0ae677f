-- batches: 7  interval: 1000  master: local[4]
local conf = SparkConf():setAppName("random-0312"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(pair(3.5, 398), -2)}, 6),
  sc:parallelize({pair(pair(3.7, -3), 5), pair(pair(0.0, 5), 9), pair(pair(4.0, 5), 4), pair(pair(2.8, 4), 2)}, 5),
  sc:parallelize({pair(pair(1.3, 14), 5), pair(pair(1.9, 111), 10), pair(pair(2.8, 5), 9), pair(pair(0.9, 8), 12)}, 2),
  sc:parallelize({pair(pair(2.0, 0), 0)}, 6),
  sc:emptyRDD(),
}, true, sc:parallelize({pair(pair(2.2, 3), 7)}, 6))
local s2 = ssc:queueStream({
  sc:parallelize({"opens", "", "été"}, 5),
  sc:emptyRDD(),
  sc:parallelize({"the", "BB", ""}, 6),
  sc:parallelize({"runs", "gate", "opens"}, 1),
  sc:parallelize({"to be"}, 1),
  sc:parallelize({"to be", "gate", "a", "runs"}, 4),
  sc:parallelize({"the"}, 2),
}, true)
local s3 = s2:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:mapPartitions(function(list) return {list[1]} end, true):filter(function(x) return math.abs((x == "the" and 1 or 0)) % 3 == 0 end):map(function(x) return x, ms end)
end)
local s4 = s2:map(function(x) return 5000000000 + (x == "the" and 1 or 0), x end)
local s5 = s2:map(function(x) return 5000000000 + (x == "the" and 1 or 0), x .. "!" end)
local s6 = s4:transformWith(s5, function(a, b, _time) return a:union(b):flatMapValues(function(v) return {{}, {}} end):sortByKey(true, 4) end)
local s7 = ssc:union({s6, s6})
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s3:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:distinct():collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
