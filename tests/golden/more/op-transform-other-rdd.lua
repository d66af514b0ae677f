-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("op-transform-other-rdd"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 2),
  sc:parallelize({2}, 2),
})
local fixed = sc:parallelize({7, 8}, 2)
input:transform(function(_rdd) return fixed end):print()
input:transform(function(rdd) return rdd:context():emptyRDD() end):print()
input:transform(function(rdd, time) return rdd:context():parallelize({time:milliseconds()}, 1) end):print()

ssc:start()
ssc:awaitTermination()
