-- batches: 3  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0048"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({false, true, true, true, true, false, true, true, true, false, false, false, false, false, true, false, true, true, false, true, false, true, true, false, true, false, true, false, false, false, false, false, true, false, false, true, true, true, true, false, true, true, true, true, true, false, false, true, true, false, false, false, false, false, false, true, false, true, false, false}, 1),
  sc:parallelize({true, true, true, false, true, true}, 1),
}, true)
local s2 = s1:window(Milliseconds(2000), Milliseconds(1000))
local s3 = s2:filter(function(x) return x end)
local s4 = s3:map(function(x) return 5000000000 + (x and 1 or 0), ((x and 1 or 0) % 5 == 0 and null or "w" .. (x and 1 or 0)) end)
local s5 = s4:reduceByKey(function(a, b) return a end, 7)
local s6 = s4:filter(function(k, v) return true end)
local s7 = s4:map(function(k, v) return false, false end)
s7:print(10)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(100)) do print("  " .. tostring(x)) end
end)
s4:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
