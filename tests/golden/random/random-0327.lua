-- batches: 6  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0327"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(3.8, 178), pair(0.4, 3), pair(3.4, 4)}, 6),
  sc:parallelize({pair(1.3, 10)}, 6),
  sc:parallelize({pair(0.4, 10)}, 4),
  sc:parallelize({pair(0.5, 9), pair(1.5, 1), pair(1.2, 3), pair(3.5, 195)}, 2),
  sc:parallelize({pair(0.0, 8)}, 2),
}, true)
local s2 = s1:map(function(k, v) return k, 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(3000), Milliseconds(2000), HashPartitioner(5), function(_, v) return v > 0 end)
local s3 = s2:repartition(3)
local s4 = s3:groupByKey(3)
s4:persist()
local s5 = s4:mapWithState(StateSpec(function(key, value, state)
  if state:isTimingOut() then return -1 end
  state:update((state:exists() and state:get() or 0) + 1)
  return state:get()
end):timeout(Milliseconds(6000)))
s5:checkpoint(Milliseconds(8000))
local s6 = s3:countByValue()
s6:print(3)
s5:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s6:print(100)

ssc:start()
ssc:awaitTermination()
