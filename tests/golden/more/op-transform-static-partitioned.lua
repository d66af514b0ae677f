-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("op-transform-static-partitioned"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2), pair("x", 3)}, 2),
  sc:parallelize({pair("b", 4)}, 2),
})
local names = sc:parallelize({pair("a", "ann"), pair("b", "bob")}, 2):partitionBy(HashPartitioner(3)):cache()
input:transform(function(rdd) return rdd:join(names) end):print()
input:transform(function(rdd) return rdd:subtractByKey(names) end):print()

ssc:start()
ssc:awaitTermination()
