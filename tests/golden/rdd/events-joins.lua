-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-joins"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)}, 2),
})
input:foreachRDD(function(rdd)
  local parts = rdd:partitionBy(HashPartitioner(3))
  print(rdd:join(rdd):count())
  print(parts:leftOuterJoin(rdd):count())
  print(parts:fullOuterJoin(parts):count())
  print(parts:mapValues(function(v) return v end):cogroup(rdd, parts):count())
  print(parts:subtractByKey(rdd):count())
end)

ssc:start()
ssc:awaitTermination()
