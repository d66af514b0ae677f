-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("random-0386"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair(0.0, 0), pair(0.2, 0), pair(3.5, 216)}, 3)
local rdd2 = sc:parallelize({pair("水", 8), pair("AaBB", 2)}, 3)
local s1 = ssc:queueStream({
  sc:parallelize({}, 2),
  sc:parallelize({pair(2.4, pair(5000000000, 2)), pair(1.4, pair(12999999496, 11)), pair(3.6, pair(7999999811, 11)), pair(3.3, pair(7999999811, 5)), pair(0.4, pair(13999999433, 2)), pair(0.0, pair(16999999244, 11))}, 2),
  sc:parallelize({}, 1),
}, true, sc:parallelize({pair(1.0, pair(15999999307, 11)), pair(2.7, pair(11999999559, -5))}, 4))
s1:persist()
local s2 = ssc:union({s1, s1})
s2:persist()
local s3 = s2:map(function(k, v) return k, math.abs(v._2) % 5 + 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(3000), Milliseconds(1000), HashPartitioner(2), function(_, v) return v > 0 end)
local s4 = s3:mapWithState(StateSpec(function(key, value, state)
  if state:isTimingOut() then return -1 end
  state:update((state:exists() and state:get() or 0) + 1)
  return state:get()
end):numPartitions(1):initialState(rdd1))
local s5 = s4:stateSnapshots()
local s6 = s5:union(s3)
s6:cache()
s6:print()
s4:print(100)

ssc:start()
ssc:awaitTermination()
