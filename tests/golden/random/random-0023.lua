-- batches: 5  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0023"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(false, 379), pair(true, 11), pair(true, 11), pair(false, 12), pair(false, 12), pair(true, 12), pair(true, 202), pair(true, 9), pair(false, 256), pair(false, 3), pair(false, 121), pair(false, 293), pair(false, 6), pair(true, 3), pair(false, 10), pair(true, 8), pair(false, 195), pair(false, 2), pair(false, 3), pair(false, 0), pair(false, 336), pair(false, 2), pair(true, 9), pair(true, 4), pair(false, 6), pair(false, 11), pair(false, 42), pair(true, 10), pair(true, 99), pair(true, 11)}, 1),
  sc:parallelize({pair(true, 4), pair(true, 323), pair(true, 0), pair(true, 169), pair(true, 0), pair(false, 6), pair(false, 149), pair(true, 7), pair(true, 7), pair(true, 0), pair(false, 1), pair(false, 7), pair(false, 12), pair(false, 5), pair(false, 9), pair(false, 1), pair(true, 9), pair(true, 12), pair(false, 6), pair(true, 2), pair(true, 9), pair(true, 16), pair(false, 7), pair(false, 170), pair(false, 2), pair(true, 117), pair(true, 5), pair(true, 11), pair(false, 381), pair(true, 11), pair(true, 8), pair(true, 1), pair(false, 8), pair(false, 3), pair(true, 9), pair(true, 36), pair(true, 11), pair(false, 9), pair(true, 0), pair(true, 5), pair(true, 11), pair(true, 10), pair(true, 2), pair(true, 9), pair(true, 10), pair(false, 7), pair(false, 6), pair(false, 12), pair(true, 0), pair(true, 3), pair(true, 252), pair(true, 11), pair(true, 0), pair(true, 12), pair(false, 1), pair(true, 3), pair(true, 8), pair(true, 2), pair(true, 263), pair(false, 263)}, 6),
  sc:emptyRDD(),
  sc:parallelize({pair(false, 8), pair(false, 9), pair(false, 4), pair(false, 5), pair(true, 10), pair(true, 6), pair(true, 7), pair(false, 11), pair(false, 9), pair(true, 11), pair(false, 10), pair(false, 2), pair(true, 11), pair(true, 137), pair(false, 3), pair(true, 2), pair(false, 142), pair(false, 7), pair(true, 6), pair(true, 2), pair(true, 9), pair(true, 269), pair(true, 12), pair(true, 6), pair(true, 15), pair(true, 349), pair(false, 309), pair(false, 2), pair(false, 11), pair(false, 7)}, 1),
}, true)
local s2 = s1:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(1000), Milliseconds(1000), 7)
local s3 = s2:filter(function(k, v) return k end)
local s4 = s3:reduceByKey(function(a, b) return b end)
local s5 = s2:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end)
local s6 = s2:filter(function(k, v) return (k and 1 or 0) > 5 end)
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s4:print(10)

ssc:start()
ssc:awaitTermination()
