-- batches: 5  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0452"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({}, 1)
local rdd2 = sc:parallelize({pair(5, 13999999433), pair(7, 10999999622)}, 1)
local s1 = ssc:generatorStream(function(batch)
  local list = {}
  for i = 1, 4 do list[i] = pair(((batch * 7 + i) + 3), (batch * 7 + i) * 2) end
  return list
end, 4)
local s2 = s1:transform(function(rdd) return rdd:cogroup(rdd1, 1) end)
local s3 = s2:window(Milliseconds(500), Milliseconds(500))
local s4 = s2:mapWithState(StateSpec(function(time, key, value, state)
  local seen = state:exists() and state:get() or 0
  if state:isTimingOut() then return key, seen end
  state:update(time:milliseconds())
  if seen == 0 then return nil end
  return key, seen
end):timeout(Milliseconds(500)):initialState(rdd2))
s4:checkpoint(Milliseconds(750))
local s5 = s4:reduce(function(a, b) return pair(a._1 + b._1, a._2) end)
s5:print(1)
s3:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
