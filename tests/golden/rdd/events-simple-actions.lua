-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-simple-actions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  print(rdd:count(), rdd:first())
  print(#rdd:collect(), #rdd:take(4), tostring(rdd:isEmpty()))
  print(rdd:reduce(function(a, b) return a + b end), rdd:fold(0, function(a, b) return a + b end))
  print(rdd:aggregate(0, function(a, b) return a + b end, function(a, b) return a + b end))
  rdd:foreach(function() end)
  rdd:foreachPartition(function() end)
end)

ssc:start()
ssc:awaitTermination()
