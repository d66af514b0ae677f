-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-sorts"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3, 4, 5}, 3),
})
input:foreachRDD(function(rdd)
  local records = rdd:map(function(x) return x, x end)
  print(records:sortByKey():count())
  print(records:sortByKey(true, 1):count())
  print(rdd:sortBy(function(x) return -x end):first())
  local sorted = records:sortByKey(false, 2)
  print(sorted:count(), sorted:keys():first())
  print(records:repartitionAndSortWithinPartitions(HashPartitioner(2)):count())
end)

ssc:start()
ssc:awaitTermination()
