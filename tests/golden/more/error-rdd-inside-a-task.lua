-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-rdd-inside-a-task"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2}, 1)
local other = sc:parallelize({3, 4}, 1)
attempt(function() numbers:map(function(x) return other:count() + x end):collect() end)
attempt(function() numbers:map(function(_x) return other:map(function(y) return y end):getNumPartitions() end):collect() end)
