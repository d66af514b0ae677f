-- batches: 2  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("op-transformwith-time"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2}, 2),
  sc:parallelize({3}, 2),
})
local other = ssc:queueStream({
  sc:parallelize({2}, 2),
  sc:parallelize({4}, 2),
})
input:transformWith(other, function(a, b, time)
  return a:subtract(b):map(function(x) return x .. " " .. tostring(time) end)
end):print()
ssc:transform({input, other, input}, function(rdds) return rdds[1]:union(rdds[2]):union(rdds[3]):distinct() end):print()

ssc:start()
ssc:awaitTermination()
