-- batches: 3  interval: 500  master: local[3]
local conf = SparkConf():setAppName("random-0081"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(12999999496, 15999999307), pair(15999999307, 8999999748), pair(9999999685, 7999999811), pair(5000000000, 8999999748), pair(6999999874, 15999999307), pair(5999999937, 13999999433), pair(12999999496, 8999999748), pair(5999999937, 6999999874), pair(5000000000, 7999999811), pair(9999999685, 15999999307), pair(11999999559, 8999999748), pair(16999999244, 12999999496)}, 4),
  sc:parallelize({pair(9999999685, 14999999370), pair(5999999937, 12999999496), pair(11999999559, 11999999559), pair(5999999937, 6999999874), pair(16999999244, 5999999937), pair(9999999685, 5000000000)}, 3),
  sc:parallelize({pair(7999999811, 15999999307), pair(5999999937, 13999999433), pair(6999999874, 9999999685), pair(9999999685, 14999999370)}, 4),
}, true)
s1:persist()
local s2 = s1:map(function(k, v) return v, (2 - (v % 1000)) end)
s2:checkpoint(Milliseconds(1000))
local s3 = s1:rightOuterJoin(s2)
local s4 = s2:mapWithState(StateSpec(function(key, value, state)
  local old = None
  if state:exists() then old = Some(state:get()) end
  if not state:isTimingOut() then state:update(value) end
  return old
end))
s4:checkpoint(Milliseconds(2000))
local s5 = s4:stateSnapshots()
s5:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(3)) do print("  " .. tostring(x)) end
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(25)) do print("  " .. tostring(x)) end
end)
s5:print(1)

ssc:start()
ssc:awaitTermination()
