-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-array-keys"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local records = sc:parallelize({1, 2}, 2):map(function(x) return {x}, x end)
attempt(function() records:reduceByKey(math.max) end)
attempt(function() records:groupByKey() end)
attempt(function() records:partitionBy(HashPartitioner(2)) end)
attempt(function() records:join(records) end)
attempt(function() records:countByKey() end)
print(records:mapValues(function(v) return v end):count())
