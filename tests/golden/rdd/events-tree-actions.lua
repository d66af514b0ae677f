-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-tree-actions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  local numbers = rdd:repartition(10)
  print(numbers:treeReduce(function(a, b) return a + b end))
  print(numbers:treeReduce(function(a, b) return a + b end, 3))
  print(rdd:treeReduce(function(a, b) return a + b end))
  print(numbers:treeAggregate(0, function(a, b) return a + b end, function(a, b) return a + b end))
  print(rdd:treeAggregate(0, function(a, b) return a + b end, function(a, b) return a + b end))
  print(rdd:treeAggregate(0, function(a, b) return a + b end, function(a, b) return a + b end, 1))
end)

ssc:start()
ssc:awaitTermination()
