-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("state-initial-rdd-partitioned"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 1)}, 2),
  sc:parallelize({pair("a", 2)}, 2),
})
local initial = sc:parallelize({pair("a", 10), pair("z", 20)}, 2):partitionBy(HashPartitioner(2))
input:updateStateByKey(function(values, state) return (state or 0) + #values end, HashPartitioner(2), initial):print()

ssc:start()
ssc:awaitTermination()
