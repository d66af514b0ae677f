-- batches: 2  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-array-keys-of-a-stream"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2}, 2),
  sc:parallelize({3}, 2),
})
local records = input:map(function(x) return {x}, x end)
attempt(function() records:reduceByKey(math.max):print() end)
input:print()
ssc:start()
attempt(function() ssc:awaitTermination() end)
