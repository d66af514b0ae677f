-- batches: 1  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-closure-captures-a-stream"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 1),
})
local other = ssc:queueStream({
  sc:parallelize({2}, 1),
})
attempt(function() input:map(function(x) return tostring(other) .. x end) end)
input:foreachRDD(function(rdd)
  attempt(function() rdd:map(function(x) return tostring(other) .. x end):count() end)
end)

ssc:start()
ssc:awaitTermination()
