-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("state-update-with-time-and-initial-rdd"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 2),
  sc:parallelize({pair("a", 3), pair("b", 1)}, 2),
})
local initial = sc:parallelize({pair("a", "old"), pair("z", "zed")}, 1)
input:updateStateByKey(function(_time, _key, values, state)
  return (state or "new") .. "+" .. #values
end, HashPartitioner(1), true, initial):print()

ssc:start()
ssc:awaitTermination()
