-- batches: 2  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0273"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair(3.7, 7999999811), pair(1.3, 10999999622)}, 3)
local s1 = ssc:queueStream({
  sc:parallelize({pair(2.5e7, "gate"), pair(0.9, "BB"), pair(2.9, "runs"), pair(3.1, "été")}, 6),
}, false)
local s2 = ssc:queueStream({
  sc:parallelize({pair(0.6, "runs"), pair(2.0, "Aa"), pair(2.9, "BB"), pair(3.0, "to be")}, 6),
  sc:parallelize({pair(3.7, "gate"), pair(3.7, "runs")}, 1),
}, true)
local s3 = s2:mapWithState(StateSpec(function(key, value, state)
  if state:isTimingOut() then return key, 0 end
  local n = (state:exists() and state:get() or 0) + 1
  if n > 2 then state:remove() else state:update(n) end
  return key, n
end):numPartitions(4):timeout(Milliseconds(500)))
s3:checkpoint(Milliseconds(1000))
local s4 = s3:stateSnapshots()
local s5 = s4:transform(function(rdd) return rdd:repartition(6):coalesce(2):rightOuterJoin(rdd1, 5) end)
local s6 = s2:mapPartitions(function(list) return {#list} end)
local s7 = s6:countByValue(2)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:mapValues(function(v) return math.abs((v % 1000)) % 7 end):sortByKey(false, 4):collect()) do print("  " .. tostring(x)) end
end)
s5:print(3)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
