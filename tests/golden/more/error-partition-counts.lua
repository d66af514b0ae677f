-- batches: 1  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-partition-counts"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({pair("a", 1)}, 1),
})
attempt(function() input:reduceByKey(math.max, 0) end)
attempt(function() input:groupByKey(-1) end)
attempt(function() input:repartition(0) end)
attempt(function() input:join(input, -2) end)
attempt(function() input:countByValue(-1) end)
local records = sc:parallelize({pair("a", 1)}, 1)
attempt(function() records:groupByKey(-1) end)
attempt(function() records:repartition(-1) end)
attempt(function() records:groupByKey(0):count() end)
attempt(function() records:sortByKey(true, 0):count() end)
attempt(function() records:distinct(0):count() end)
attempt(function() sc:parallelize({1, 2}, 0):count() end)
attempt(function() sc:parallelize({1, 2}, -1):getNumPartitions() end)
attempt(function() sc:range(0, 5, 0) end)
input:foreachRDD(function() end)

ssc:start()
ssc:awaitTermination()
