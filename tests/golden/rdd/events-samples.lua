-- batches: 1  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("events-samples"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({sc:range(0, 40, 1, 4)})
input:foreachRDD(function(rdd)
  print(#rdd:takeSample(false, 5, 42))
  print(#rdd:takeSample(false, 50, 42))
  print(#rdd:takeSample(true, 5, 42))
  print(#rdd:takeSample(true, 0, 42))
  for x in rdd:toLocalIterator() do assert(x < 40) end
  local sum = 0
  for _, part in ipairs(rdd:randomSplit({1, 1}, 7)) do sum = sum + part:count() end
  print(sum)
  local records = rdd:map(function(x) return x % 3, x end)
  local n = 0
  for _ in pairs(records:reduceByKeyLocally(function(a, b) return a + b end)) do n = n + 1 end
  print(n)
  print(records:sampleByKey(false, {[0] = 0.5, [1] = 0.2, [2] = 1.0}, 3):count())
  print(rdd:zipPartitions(rdd, function(a, b)
    return table.move(b, 1, #b, #a + 1, a)
  end):count())
  print(rdd:map(function(x) return x end):id())
end)

ssc:start()
ssc:awaitTermination()
