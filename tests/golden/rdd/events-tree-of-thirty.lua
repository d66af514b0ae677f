-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-tree-of-thirty"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30}, 2),
})
input:foreachRDD(function(rdd)
  local numbers = rdd:coalesce(30, true)
  print(numbers:treeReduce(function(a, b) return a + b end, 2))
  print(numbers:treeReduce(function(a, b) return a + b end, 3))
  print(numbers:treeAggregate(0, function(a, b) return a + b end, function(a, b) return a + b end, 5))
end)

ssc:start()
ssc:awaitTermination()
