-- batches: 1  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-statespec-and-state"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

ssc:checkpoint("checkpoint")
local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 1),
})
input:mapWithState(StateSpec(function(_key, _value, state)
  attempt(function() state:remove() end)
  attempt(function() state:remove() end)
  attempt(function() state:update(null) end)
  return tostring(state:exists())
end)):print()

ssc:start()
ssc:awaitTermination()
