-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-closure-captures-a-context"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2}, 2)
attempt(function() numbers:map(function(x) return sc:defaultParallelism() + x end) end)
attempt(function() numbers:foreach(function(x) ssc:remember(Seconds(x)) end) end)
attempt(function() numbers:filter(function(x) return sc ~= nil and x > 1 end) end)
