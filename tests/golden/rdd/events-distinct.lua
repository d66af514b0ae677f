-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-distinct"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  print(rdd:distinct():count(), rdd:distinct(4):count())
  local parts = rdd:map(function(x) return x, 1 end):partitionBy(HashPartitioner(3))
  print(parts:distinct():count(), parts:distinct(2):count())
end)

ssc:start()
ssc:awaitTermination()
