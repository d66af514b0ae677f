-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("mapstate-key-none"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local input = ssc:queueStream({
  sc:parallelize({pair(None, "a"), pair(Some(1), "b")}, 2),
  sc:parallelize({pair(None, "c"), pair(Some(1), "skip")}, 2),
})

-- A pair whose key is None is a pair, not a None.
local spec = StateSpec(function(time, key, value, state)
  local n = (state:exists() and state:get() or 0) + 1
  state:update(n)
  if value == "skip" then return None end
  return key, n
end)
input:mapWithState(spec):print()

ssc:start()
ssc:awaitTermination()
