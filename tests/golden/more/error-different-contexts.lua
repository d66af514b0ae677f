-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-different-contexts"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local second = StreamingContext(sc, Seconds(1))
local a = ssc:queueStream({sc:parallelize({pair("a", 1)}, 1)})
local b = second:queueStream({sc:parallelize({pair("a", 2)}, 1)})
attempt(function() a:union(b) end)
attempt(function() a:join(b) end)
attempt(function() a:transformWith(b, function(x, y) return x:union(y) end) end)
attempt(function() ssc:union({a, b}) end)
attempt(function() ssc:union({b}) end)
attempt(function() second:transform({}, function(rdds) return rdds[1] end) end)
