-- batches: 6  interval: 500  master: local[1]
local conf = SparkConf():setAppName("random-0119"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({9, 4, 11, 9, 4, 12}, 4),
  sc:parallelize({2, 109, 5, 2, 2, 10, 7, 7, 2, 194, 2, 5, 11, 14, 333, 332, 4, 2, 11, 5, 68, 0, 4, 7, 6, 2, 209, 231, 0, 5, 4, 7, 3, 2, 4, 4, 324, 5, 9, 0, 7, 298, 393, 342, 228, 8, 11, 11, 0, 11, 5, 118, 94, 7, 200, 129, 374, 8, 3, 5}, 8),
  sc:parallelize({11, 9, 12}, 1),
  sc:parallelize({11, 7, 0, 12, 7, 1, 8, 104, 178, 11, 5, 6, 196, 8, 3, 1, 4, 230, 7, 357, 0, 12, 10, 5, 323, 4, 294, 0, 281, 361, 10, 6, 2, 6, 8, 3, 1, 12, 1, 10, 1, 8, 2, 139, 6, 12, 0, 4, 2, 2, 7, 10, 12, 9, 64, 9, 327, 3, 142, 4}, 8),
  sc:parallelize({1, 3, 9, 290, 0, 1, 151, 2, 7, 9, 10, 8}, 6),
  sc:emptyRDD(),
}, true, null)
local s2 = s1:filter(function(x) return x % 3 == 0 end):cache()
local s3 = s2:filter(function(x) return x % 3 == 0 end)
local s4 = s3:window(Milliseconds(1500), Milliseconds(500))
local s5 = s4:filter(function(x) return x > 5 end)
local s6 = s1:flatMap(function(x) return x > 5 and {x, x} or {} end)
local s7 = s6:filter(function(x) return x % 3 == 0 end)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s3:print(10)

ssc:start()
ssc:awaitTermination()
