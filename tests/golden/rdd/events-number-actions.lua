-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-number-actions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  print(rdd:sum(), rdd:mean())
  print(rdd:stats():count(), rdd:variance() > 1)
  print(rdd:stdev() > 1)
  print(#rdd:histogram(2), #rdd:histogram({1, 3, 5}))
end)

ssc:start()
ssc:awaitTermination()
