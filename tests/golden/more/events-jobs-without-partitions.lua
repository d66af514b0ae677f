-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-jobs-without-partitions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local input = ssc:queueStream({
  sc:emptyRDD(),
  sc:parallelize({pair(2, "b"), pair(1, "a")}, 2),
})

-- A checkpoint and the sample of sortByKey are jobs even if there is nothing to do.
local mapped = input:mapValues(function(v) return v .. "!" end)
mapped:checkpoint(Seconds(1))
mapped:foreachRDD(function(rdd) print(rdd:count()) end)
input:transform(function(rdd) return rdd:sortByKey(true, 2) end):print()

ssc:start()
ssc:awaitTermination()
