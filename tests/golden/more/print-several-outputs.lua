-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("print-several-outputs"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({3, 1, 2}, 2),
  sc:parallelize({4}, 2),
})
input:print()
input:map(function(x) return x * 10 end):print(2)
input:foreachRDD(function(rdd) print("between", rdd:count()) end)
input:print()
input:count():print()

ssc:start()
ssc:awaitTermination()
