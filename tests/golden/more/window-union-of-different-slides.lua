-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("window-union-of-different-slides"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1}, 2),
})
attempt(function() input:union(input:window(Seconds(2), Seconds(2))) end)
attempt(function() input:window(Seconds(2), Seconds(2)):union(input:window(Seconds(2), Seconds(4))) end)
attempt(function() input:window(Seconds(2), Seconds(2)):union(input:window(Seconds(4), Seconds(2))) end)
