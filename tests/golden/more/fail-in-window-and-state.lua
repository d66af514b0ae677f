-- batches: 4  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("fail-in-window-and-state"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 1),
  sc:parallelize({0}, 1),
  sc:parallelize({2}, 1),
})
input:map(function(x)
  if x == 0 then error("no zero", 0) end
  return x
end):window(Seconds(2), Seconds(1)):print()
ssc:start()
attempt(function() ssc:awaitTermination() end)
