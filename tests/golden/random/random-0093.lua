-- batches: 2  interval: 1000  master: local[2]  conf spark.default.parallelism=1
local conf = SparkConf():setAppName("random-0093"):setMaster("local[2]")
conf:set("spark.default.parallelism", "1")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair("", 3), pair("river", 5), pair("été", 246), pair("AaBB", 6)}, 3)
local rdd2 = sc:parallelize({pair(9999999685, pair(10999999622, "to be")), pair(8999999748, pair(15999999307, "gate")), pair(12999999496, pair(7999999811, "水"))}, 3)
local s1 = ssc:queueStream({
  sc:parallelize({pair(true, "AaBB"), pair(false, "gate"), pair(false, "BB"), pair(true, "AaBB"), pair(false, null), pair(false, "to be"), pair(false, "the"), pair(false, "BBAa"), pair(true, "runs"), pair(true, "opens"), pair(false, null), pair(false, "a")}, 3),
}, true, sc:emptyRDD())
local s2 = ssc:queueStream({
  sc:parallelize({}, 6),
}, true)
local s3 = s2:mapWithState(StateSpec(function(key, value, state)
  if state:isTimingOut() then return -1 end
  state:update((state:exists() and state:get() or 0) + 1)
  return state:get()
end):partitioner(HashPartitioner(3)):timeout(Milliseconds(3000)):initialState(rdd1))
s3:checkpoint(Milliseconds(3000))
local s4 = s3:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:flatMap(function(x, emit) emit(5000000000 + x) emit(5000000000 + x) end):filter(function(x) return math.abs((x % 1000)) % 3 == 0 end):map(function(x) return x, ms end)
end)
local s5 = s4:mapPartitions(function(list) return {list[1]} end)
local s6 = s5:rightOuterJoin(s4)
local s7 = s6:reduceByKey(function(a, b) return pair((a._1:isDefined() and a._1 or b._1), b._2) end, 3)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:repartition(4):coalesce(1):join(rdd2):collect()) do print("  " .. tostring(x)) end
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
