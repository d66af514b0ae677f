-- batches: 4  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("window-joins"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 2),
  sc:parallelize({pair("a", 3)}, 2),
  sc:parallelize({pair("c", 4)}, 2),
})
local other = ssc:queueStream({
  sc:parallelize({pair("a", "x")}, 1),
  sc:parallelize({pair("c", "y")}, 1),
  sc:parallelize({pair("a", "z")}, 1),
})
input:window(Seconds(2)):leftOuterJoin(other:window(Seconds(3))):print()
input:window(Seconds(2), Seconds(2)):cogroup(other:window(Seconds(2), Seconds(2)), 1):print()

ssc:start()
ssc:awaitTermination()
