-- batches: 2  interval: 1000  master: local[2]  conf spark.default.parallelism=5
local conf = SparkConf():setAppName("random-0330"):setMaster("local[2]")
conf:set("spark.default.parallelism", "5")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({10999999622, 12999999496, 16999999244, 9999999685}, 2)
local s1 = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({pair(true, true)}, 4),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({}, 5),
}, true)
local s3 = ssc:queueStream({
  sc:parallelize({10999999622, 15999999307, 9999999685, 10999999622}, 6),
}, true, null)
local s4 = s3:count()
local s5 = s4:transform(function(rdd) return rdd:repartition(4):coalesce(3):distinct(6):union(rdd1) end)
local s6 = s1:leftOuterJoin(s1)
local s7 = s6:filter(function(k, v) return v._1 end)
local s8 = s7:reduceByKeyAndWindow(function(a, b) return pair(a._1 or b._1, b._2) end, Milliseconds(1000), Milliseconds(2000), HashPartitioner(3))
s8:checkpoint(Milliseconds(2000))
s8:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s5:print(0)
s2:print(3)

ssc:start()
ssc:awaitTermination()
