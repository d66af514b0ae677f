-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("print-0-and-1"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2}, 2),
  sc:parallelize({3}, 2),
})
input:print(0)
input:print(1)
input:print(2)
input:filter(function(x) return x > 2 end):print(0)

ssc:start()
ssc:awaitTermination()
