-- batches: 5  interval: 500  master: local[2]
local conf = SparkConf():setAppName("random-0049"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 2),
  sc:parallelize({2, 47, 3, 2, 0, 12, 0, 7, 10, 8, 1, 3}, 3),
  sc:parallelize({}, 2),
}, true)
local s2 = s1:map(function(x) return (x % 3 == 0 and None or Some(x % 8)), pair(x % 3 == 0, x % 3 == 0) end)
local s3 = s2:reduceByKey(function(a, b) return b end)
local s4 = s3:map(function(k, v) return ((v._2 and 1 or 0) % 5 == 0 and null or "w" .. (v._2 and 1 or 0)) end)
local s5 = s4:map(function(x) return "BB" end)
local s6 = s2:filter(function(k, v) return v._1 end)
local s7 = s6:reduceByKeyAndWindow(function(a, b) return b end, Milliseconds(1000), Milliseconds(1000))
s7:print()
s3:print(25)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
