-- batches: 1  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0159"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(75, 2), pair(398, 10), pair(2, 4), pair(0, 8), pair(48, 4), pair(214, 3), pair(10, 226), pair(3, 3), pair(7, 3), pair(11, 6), pair(7, 12), pair(3, 0)}, 5),
}, true)
local s2 = s1:window(Milliseconds(2000))
local s3 = s2:reduceByKeyAndWindow(function(a, b) return a end, Milliseconds(4000), Milliseconds(1000), 8)
local s4 = s3:map(function(k, v) return "k" .. k, "k" .. v end):cache()
local s5 = s4:flatMap(function(k, v, emit) emit(2) end)
s5:print()
s4:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s2:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
