-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("state-forgets-partitioner"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 1)}, 2),
  sc:parallelize({pair("a", 2), pair("c", 1)}, 2),
})
local function update(list)
  local out = {}
  for i, item in ipairs(list) do out[i] = pair(item._1, (item._3 or 0) + #item._2) end
  return out
end
input:updateStateByKey(update, HashPartitioner(2), true):foreachRDD(function(rdd)
  print(rdd:partitioner(), rdd:count())
end)
input:updateStateByKey(update, HashPartitioner(2), false):foreachRDD(function(rdd)
  print(rdd:partitioner(), rdd:count())
end)

ssc:start()
ssc:awaitTermination()
