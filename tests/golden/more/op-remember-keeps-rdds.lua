-- batches: 4  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("op-remember-keeps-rdds"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 2),
  sc:parallelize({2}, 2),
  sc:parallelize({3}, 2),
})
local doubled = input:map(function(x) return x * 2 end)
ssc:remember(Seconds(10))
doubled:foreachRDD(function(_rdd, time)
  local all = doubled:slice(Time(1000), time)
  local sum = 0
  for _, r in ipairs(all) do sum = sum + (r:isEmpty() and 0 or r:first()) end
  print(tostring(time), #all, sum)
end)

ssc:start()
ssc:awaitTermination()
