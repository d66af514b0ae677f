-- batches: 1  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-stopped-context"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2}, 1),
})
local kept
input:foreachRDD(function(rdd) kept = rdd end)
local numbers = sc:parallelize({1, 2}, 1)
ssc:start()
ssc:awaitTermination()
print(kept:count())
ssc:stop()
attempt(function() sc:parallelize({1}, 1) end)
attempt(function() kept:count() end)
attempt(function() numbers:map(function(x) return x end) end)
attempt(function() numbers:cache():collect() end)
attempt(function() sc:longAccumulator("late") end)
attempt(function() sc:broadcast({1}) end)
attempt(function() input:map(function(x) return x end) end)
attempt(function() StreamingContext(sc, Seconds(1)) end)
attempt(function() sc:stop() end)
