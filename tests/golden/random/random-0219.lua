-- batches: 3  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0219"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(3.1, 7999999811), pair(1.0, 5999999937)}, 2),
  sc:parallelize({pair(0.7, 8999999748), pair(3.2, 5999999937), pair(0.6, 11999999559)}, 1),
  sc:parallelize({pair(1.2, 15999999307)}, 1),
}, true, sc:parallelize({pair(1.2, 14999999370)}, 2))
local s2 = s1:mapWithState(StateSpec(function(key, value, state)
  if state:isTimingOut() then return key, 0 end
  local n = (state:exists() and state:get() or 0) + 1
  if n > 2 then state:remove() else state:update(n) end
  return key, n
end))
s2:checkpoint(Milliseconds(1000))
local s3 = s2:stateSnapshots()
local s4 = s3:countByValueAndWindow(Milliseconds(500), Milliseconds(500))
local s5 = s3:map(function(k, v) return k, 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(250), Milliseconds(250), HashPartitioner(6), function(_, v) return v > 0 end)
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:mapValues(function(v) return v end):collect()) do print("  " .. tostring(x)) end
end)
s4:print(25)
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(3)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
