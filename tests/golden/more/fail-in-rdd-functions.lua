-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("fail-in-rdd-functions"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3}, 1)
local function two(x) if x == 2 then error("two", 0) end return x end
attempt(function() numbers:map(two):collect() end)
attempt(function() numbers:foreach(two) end)
attempt(function() numbers:reduce(function(_a, b) return two(b) end) end)
attempt(function() print(table.concat(numbers:map(two):take(1), " ")) end)
attempt(function() numbers:keyBy(two):groupByKey():count() end)
attempt(function() numbers:sortBy(two, true, 2) end)
attempt(function() numbers:sortBy(two, true, 1) end)
attempt(function() numbers:aggregate(0, function(_a, x) return two(x) end, math.max) end)
