-- batches: 2  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-none-get"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1), pair("b", 2)}, 1),
  sc:parallelize({pair("b", 3)}, 1),
})
input:leftOuterJoin(input:filter(function(_, v) return v > 1 end), 1):map(function(k, both) return k, both._2:get() end):print()
ssc:start()
attempt(function() ssc:awaitTermination() end)
