-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-reduce-of-empty-and-first"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local empty = sc:parallelize({}, 2)
attempt(function() empty:first() end)
attempt(function() empty:min() end)
attempt(function() empty:treeReduce(math.max) end)
attempt(function() print(#empty:take(1), #empty:top(1), empty:fold(0, math.max)) end)
attempt(function() sc:emptyRDD():first() end)
attempt(function() sc:emptyRDD():reduce(math.max) end)
attempt(function() sc:union({}) end)
