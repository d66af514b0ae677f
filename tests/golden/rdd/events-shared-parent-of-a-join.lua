-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-shared-parent-of-a-join"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("a", 3), pair("c", 4)}, 2),
})
input:foreachRDD(function(rdd)
  local counts = rdd:reduceByKey(math.max)
  print(counts:join(counts:mapValues(function(v) return v + 1 end)):count())
  print(counts:map(function(k, v) return v, k end):join(counts:map(function(_k, v) return v, 1 end)):count())
end)

ssc:start()
ssc:awaitTermination()
