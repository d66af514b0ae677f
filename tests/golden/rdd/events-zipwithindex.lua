-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-zipwithindex"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  local indexed = rdd:zipWithIndex()
  print("made")
  print(indexed:count())
  print(rdd:zipWithUniqueId():count())
  print(rdd:coalesce(1):zipWithIndex():count())
  print(rdd:map(function(x) return x, x end):sortByKey():zipWithIndex():count())
end)

ssc:start()
ssc:awaitTermination()
