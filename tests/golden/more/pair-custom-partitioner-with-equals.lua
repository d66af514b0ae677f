-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("pair-custom-partitioner-with-equals"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair(1, "a"), pair(12, "b"), pair(25, "c")}, 2),
})
local function decades()
  return Partitioner{numPartitions = 3, getPartition = function(key) return key // 10 end}
end
local first, second = decades(), decades()
print(tostring(first == first), tostring(first == second))
input:groupByKey(first):foreachRDD(function(rdd)
  print(rdd:groupByKey(first):count(), rdd:groupByKey(second):count())
end)

ssc:start()
ssc:awaitTermination()
