-- batches: 1  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-task-not-serializable"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2}, 1),
})
local file = io.open("log.txt", "w")
attempt(function() input:map(function(x) file:write(x) return x end) end)
attempt(function() input:filter(function(x) file:write(x) return true end) end)
input:foreachRDD(function(rdd)
  attempt(function() rdd:foreach(function(x) file:write(x) end) end)
  attempt(function() rdd:map(function(x) file:write(x) return x end) end)
end)

ssc:start()
ssc:awaitTermination()
