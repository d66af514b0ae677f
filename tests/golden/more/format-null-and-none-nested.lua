-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("format-null-and-none-nested"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2, 3}, 1),
})
input:map(function(x) return x == 1 and null or x == 2 and None or Some(x) end):print()
input:map(function(x) return Some(x == 1 and null or Some(None)) end):print()
input:map(function(x) return pair(null, None), pair(Some(null), x) end):print()
input:map(function(x) return {null, x, None} end):print()
input:filter(function(x) return x > 1 end):map(function(_x) return null end):count():print()

ssc:start()
ssc:awaitTermination()
