-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-by-key"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)}, 2),
})
input:foreachRDD(function(rdd)
  local parts = rdd:partitionBy(HashPartitioner(3))
  print(rdd:reduceByKey(function(a, b) return a + b end):count(), rdd:groupByKey(3):count())
  print(parts:reduceByKey(function(a, b) return a + b end):count(), parts:groupByKey():count())
  print(rdd:foldByKey(0, function(a, b) return a + b end):count(), rdd:aggregateByKey(0, function(a, b) return a + b end, function(a, b) return a + b end):count())
  print(rdd:groupBy(function(k) return k end):count(), rdd:keyBy(function(k) return k end):count())
end)

ssc:start()
ssc:awaitTermination()
