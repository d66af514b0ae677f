-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("state-update-iterator-with-initial-rdd"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 2),
  sc:parallelize({pair("b", 2)}, 2),
})
local initial = sc:parallelize({pair("a", 10), pair("z", 20)}, 2)
input:updateStateByKey(function(list)
  local out = {}
  for i, item in ipairs(list) do
    local sum = item._3 or 0
    for _, v in ipairs(item._2) do sum = sum + v end
    out[i] = pair(item._1, sum)
  end
  return out
end, HashPartitioner(2), false, initial):print()

ssc:start()
ssc:awaitTermination()
