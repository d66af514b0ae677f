-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("rdd-zip-unequal-sizes"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local a = sc:parallelize({1, 2, 3, 4, 5}, 2)
local b = sc:parallelize({1, 2, 3, 4, 5, 6}, 2)
attempt(function() print(a:zip(b):count()) end)
attempt(function() print(b:filter(function(x) return x > 1 end):zip(a):count()) end)
