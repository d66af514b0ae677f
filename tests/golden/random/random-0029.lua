-- batches: 2  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0029"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(0, 9), pair(6, 3), pair(10, 3)}, 3),
  sc:parallelize({pair(10, 3), pair(137, 5), pair(118, 7), pair(158, 12), pair(1, 10), pair(76, 8), pair(8, 281), pair(5, 9), pair(10, 385), pair(2, 211), pair(6, 2), pair(27, 321), pair(1, 0), pair(7, 0), pair(11, 6), pair(251, 7), pair(1, 10), pair(12, 7), pair(5, 301), pair(266, 5), pair(5, 11), pair(5, 2), pair(86, 3), pair(4, 6), pair(0, 6), pair(11, 8), pair(0, 4), pair(12, 10), pair(11, 5), pair(2, 3)}, 4),
}, false)
local s2 = ssc:queueStream({
  sc:parallelize({pair(true, 12), pair(true, 3), pair(true, 158), pair(false, 9), pair(false, 12), pair(true, 79), pair(false, 11), pair(true, 3), pair(false, 8), pair(true, 1), pair(false, 12), pair(false, 0), pair(false, 2), pair(false, 3), pair(false, 7), pair(true, 5), pair(true, 5), pair(true, 198), pair(true, 34), pair(true, 4), pair(true, 350), pair(false, 114), pair(false, 12), pair(true, 8), pair(true, 2), pair(false, 10), pair(false, 4), pair(false, 35), pair(true, 11), pair(true, 258), pair(false, 4), pair(true, 1), pair(true, 1), pair(true, 30), pair(false, 6), pair(true, 6), pair(false, 6), pair(true, 11), pair(true, 11), pair(true, 186), pair(true, 180), pair(true, 3), pair(true, 10), pair(false, 270), pair(true, 29), pair(false, 9), pair(true, 5), pair(true, 8), pair(false, 163), pair(false, 229), pair(false, 5), pair(true, 12), pair(true, 7), pair(false, 2), pair(false, 1), pair(true, 10), pair(false, 3), pair(true, 254), pair(true, 11), pair(true, 11)}, 5),
  sc:parallelize({pair(true, 383), pair(false, 10), pair(true, 4), pair(true, 73), pair(true, 3), pair(true, 0), pair(true, 88), pair(false, 8), pair(false, 204), pair(false, 4), pair(false, 9), pair(false, 5)}, 4),
}, true)
local s3 = s2:window(Milliseconds(750))
local s4 = s3:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(250), Milliseconds(250), 3)
local s5 = s4:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(1000), Milliseconds(500), 6)
local s6 = s5:window(Milliseconds(1500), Milliseconds(1500))
local s7 = s1:map(function(k, v) return "k" .. k, "k" .. k end)
local s8 = s6:filter(function(k, v) return k end)
s8:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(100)) do print("  " .. tostring(x)) end
end)
s7:print(100)

ssc:start()
ssc:awaitTermination()
