-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("window-then-transform"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({3, 9, 1}, 2),
  sc:parallelize({4}, 2),
  sc:parallelize({8, 2}, 2),
})
input:window(Seconds(2)):transform(function(rdd) return rdd:sortBy(function(x) return x end, false, 1) end):print(3)
input:window(Seconds(3), Seconds(1)):reduce(math.max):print()

ssc:start()
ssc:awaitTermination()
