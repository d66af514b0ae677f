-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-sets"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  local some = rdd:filter(function(x) return x > 2 end)
  print(rdd:subtract(some):count())
  print(rdd:intersection(some):count())
  print(rdd:cartesian(some):count())
  print(rdd:union(some):count(), rdd:zip(rdd):count())
end)

ssc:start()
ssc:awaitTermination()
