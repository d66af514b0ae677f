-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("accumulator-in-a-failing-task"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local sum = sc:longAccumulator("sum")
attempt(function()
  sc:parallelize({1, 2, 3}, 1):foreach(function(x)
    sum:add(x)
    if x == 3 then error("three", 0) end
  end)
end)
print(sum:value())
