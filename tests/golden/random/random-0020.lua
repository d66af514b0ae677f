-- batches: 6  interval: 250  master: local[4]  conf spark.default.parallelism=6
local conf = SparkConf():setAppName("random-0020"):setMaster("local[4]")
conf:set("spark.default.parallelism", "6")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({}, 4),
  sc:parallelize({}, 7),
  sc:parallelize({5999999937}, 1),
  sc:parallelize({8999999748, 15999999307, 8999999748, 15999999307, 16999999244, 5999999937}, 5),
  sc:parallelize({11999999559, 9999999685, 15999999307, 5000000000, 10999999622, 10999999622}, 2),
}, true)
local s2 = s1:map(function(x) return 10, true end)
local s3 = s2:reduceByKeyAndWindow(function(a, b) return a or b end, Milliseconds(1000))
local s4 = s3:reduceByKey(function(a, b) return a or b end):cache()
local s5 = s4:window(Milliseconds(750), Milliseconds(750))
s5:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
