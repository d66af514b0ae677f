-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("mapstate-state-without-update"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 2),
  sc:parallelize({pair("a", 3)}, 2),
})
local seen = input:mapWithState(StateSpec(function(_key, value, state)
  if value == 1 then state:update("one") end
  return tostring(state:exists()) .. " " .. tostring(state:getOption()) .. " " .. tostring(state)
end))
seen:print()
seen:stateSnapshots():print()

ssc:start()
ssc:awaitTermination()
