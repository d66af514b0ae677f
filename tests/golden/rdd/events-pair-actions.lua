-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-pair-actions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)}, 2),
})
input:foreachRDD(function(rdd)
  local byKey = rdd:countByKey()
  print(byKey["a"])
  local byValue = rdd:values():countByValue()
  print(byValue[4])
  print(rdd:collectAsMap()["c"])
  print(#rdd:lookup("a"))
  print(#rdd:partitionBy(HashPartitioner(3)):lookup("a"))
end)

ssc:start()
ssc:awaitTermination()
