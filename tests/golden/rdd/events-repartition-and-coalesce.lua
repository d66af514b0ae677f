-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-repartition-and-coalesce"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  print(rdd:repartition(2):count(), rdd:coalesce(2):count())
  print(rdd:coalesce(5, true):count(), rdd:coalesce(9):count())
  print(rdd:map(function(x) return x, x end):reduceByKey(math.max, 4):coalesce(1):count())
end)

ssc:start()
ssc:awaitTermination()
