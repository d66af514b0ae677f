-- batches: 3  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("fail-in-transform-later-batches-run"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 1),
  sc:parallelize({2}, 1),
  sc:parallelize({3}, 1),
})
input:transform(function(rdd)
  if rdd:first() == 2 then error("two", 0) end
  return rdd
end):print()
ssc:start()
attempt(function() ssc:awaitTermination() end)
