-- batches: 3  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0339"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair("to be", "gate")}, 6),
  sc:parallelize({}, 6),
}, true)
local s2 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, 4 do list[i] = pair("k" .. (batch * 7 + i), {"k" .. (batch * 7 + i)}) end
  return list
end, 2)
local s3 = s2:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:repartition(2):coalesce(2):mapValues(function(v) return (2 - #v) end):coalesce(3):map(function(k, v) return pair(k, v), ms end)
end)
local s4 = s2:updateStateByKey(function(values, state) local n = (state or 0) + #values if n > 4 then return nil end return n end)
local s5 = s4:mapWithState(StateSpec(function(key, value, state)
  local sum = (state:exists() and state:get() or 0) + (value or 0)
  if not state:isTimingOut() then state:update(sum) end
  return key, sum
end):timeout(Milliseconds(750)))
s5:checkpoint(Milliseconds(500))
local s6 = s5:stateSnapshots()
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s3:print()
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)

ssc:start()
ssc:awaitTermination()
