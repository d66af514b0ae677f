-- batches: 6  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("random-0072"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({pair(10, 4)}, 4),
  sc:parallelize({}, 3),
  sc:parallelize({pair(2, 3), pair(0, 293), pair(2, 0), pair(3, 236), pair(8, 2), pair(186, 0)}, 5),
  sc:parallelize({pair(4, 122), pair(3, 8), pair(9, 4)}, 6),
}, true)
local s2 = s1:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end)
local s3 = s1:filter(function(k, v) return k % 3 == 0 end)
local s4 = s3:window(Milliseconds(1000))
local s5 = s3:window(Milliseconds(2000))
local s6 = s5:reduceByKey(function(a, b) return math.max(a, b) end)
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(25)) do print("  " .. tostring(x)) end
end)
s2:print(0)

ssc:start()
ssc:awaitTermination()
