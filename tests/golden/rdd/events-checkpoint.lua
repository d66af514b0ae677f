-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-checkpoint"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

sc:setCheckpointDir("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  local counts = rdd:map(function(x) return x % 2, 1 end):reduceByKey(math.max)
  counts:checkpoint()
  print(counts:isCheckpointed())
  print(counts:count(), counts:isCheckpointed())
  print(counts:count())
  print(counts:map(function(k, v) return v, k end):groupByKey():count())
end)

ssc:start()
ssc:awaitTermination()
