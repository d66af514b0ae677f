-- batches: 5  interval: 1000  master: local[4]  conf spark.default.parallelism=3
local conf = SparkConf():setAppName("random-0118"):setMaster("local[4]")
conf:set("spark.default.parallelism", "3")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({1, 24, 8}, 8),
  sc:parallelize({9, 3, 1, 4, 131, 3, 5, 0, 9, 2, 0, 1, 12, 255, 5, 10, 2, 279, 11, 2, 53, 242, 8, 4, 11, 9, 8, 0, 229, 7, 319, 12, 381, 4, 9, 11, 32, 12, 2, 7, 4, 7, 4, 5, 2, 2, 10, 1, 319, 284, 4, 12, 6, 269, 5, 3, 2, 95, 7, 266}, 1),
}, false)
local s2 = s1:window(Milliseconds(1000), Milliseconds(3000))
local s3 = s2:map(function(x) return x * 0.25, (x % 3 == 0 and None or Some(x % 8)) end)
local s4 = s3:reduceByKeyAndWindow(function(a, b) return a end, Milliseconds(9000))
s4:print(3)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(10)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
