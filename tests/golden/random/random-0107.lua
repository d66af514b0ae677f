-- batches: 1  interval: 500  master: local[3]  conf spark.default.parallelism=5
local conf = SparkConf():setAppName("random-0107"):setMaster("local[3]")
conf:set("spark.default.parallelism", "5")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(15999999307, 4), pair(5999999937, 51), pair(7999999811, 7), pair(14999999370, 0), pair(11999999559, 283), pair(5999999937, 199), pair(14999999370, 9), pair(12999999496, 10), pair(11999999559, 8), pair(8999999748, 3), pair(14999999370, 12), pair(5000000000, 16)}, 5),
}, true, null)
local s2 = s1:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end, HashPartitioner(3))
local s3 = s2:reduceByKeyAndWindow(function(a, b) return (a % 1009 * 31 + b) % 1009 end, Milliseconds(2000), Milliseconds(500), 6)
local s4 = s3:window(Milliseconds(1500))
s4:print(100)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
