-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("foreach-one-and-two-parameters"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2}, 2),
  sc:parallelize({3}, 2),
})
input:foreachRDD(function(rdd) print("rdd only", rdd:count()) end)
input:foreachRDD(function(rdd, time) print(tostring(time), time:milliseconds(), rdd:count()) end)
input:foreachRDD(function() print("nothing") end)

ssc:start()
ssc:awaitTermination()
