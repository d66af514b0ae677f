-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("rdd-numbers-of-nothing"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local none = sc:parallelize({}, 2)
print(pair("sum", none:sum()), pair("mean", none:mean()))
print(pair("variance", none:variance()), pair("stdev", none:stdev()))
print(none:stats())
attempt(function() none:min() end)
