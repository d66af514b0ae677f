-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-ordered-actions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  print(#rdd:top(2), #rdd:takeOrdered(2), rdd:max(), rdd:min())
  print(#rdd:top(0), #rdd:take(0))
end)

ssc:start()
ssc:awaitTermination()
