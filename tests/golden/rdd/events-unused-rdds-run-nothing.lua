-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-unused-rdds-run-nothing"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  rdd:map(function(x) return x end):cache()
  rdd:distinct()
  rdd:sample(false, 0.5, 1):cartesian(rdd)
  rdd:map(function(x) return x, x end):sortByKey(true, 1)
  print("nothing ran")
end)

ssc:start()
ssc:awaitTermination()
