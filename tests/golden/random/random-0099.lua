-- batches: 5  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0099"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({380, 99, 285}, 2),
  sc:parallelize({5}, 2),
  sc:parallelize({5, 10}, 2),
  sc:parallelize({4, 2}, 6),
}, true, null)
local s2 = ssc:queueStream({
  sc:parallelize({pair(pair(-9, 0.4), pair(4, "runs")), pair(pair(3, 1.4), pair(2, "opens"))}, 6),
  sc:parallelize({pair(pair(10, 2.6), pair(1, null))}, 3),
  sc:parallelize({}, 2),
  sc:parallelize({pair(pair(73, 2.4), pair(8, "the"))}, 3),
  sc:parallelize({pair(pair(99, 2.1), pair(321, "Aa")), pair(pair(-6, 0.1), pair(5, null))}, 1),
}, true, sc:parallelize({pair(pair(279, 0.9), pair(10, "runs"))}, 5))
local s3 = s2:combineByKey(function(v) return "c" .. v._1 end, function(acc, v) return acc .. "m" .. v._1 end, function(a, b) return a .. "+" .. b end, HashPartitioner(1))
local s4 = ssc:transform({s1, s1}, function(rdds) return rdds[1]:union(rdds[2]):mapPartitions(function(list) return {#list} end) end)
local s5 = s4:countByValueAndWindow(Milliseconds(750), Milliseconds(750))
local s6 = s5:groupByKey()
local s7 = s3:mapWithState(StateSpec(function(time, key, value, state)
  local seen = state:exists() and state:get() or 0
  if state:isTimingOut() then return key, seen end
  state:update(time:milliseconds())
  if seen == 0 then return nil end
  return key, seen
end):timeout(Milliseconds(750)))
s7:checkpoint(Milliseconds(750))
local s8 = s7:stateSnapshots()
s8:print(0)
s6:print(0)
s2:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:flatMapValues(function(v) return {v._1} end):collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
