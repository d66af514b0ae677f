-- batches: 0  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("error-two-contexts-at-once"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local second = StreamingContext(sc, Seconds(1))
ssc:queueStream({sc:parallelize({1}, 1)}):print()
second:queueStream({sc:parallelize({1}, 1)}):print()
ssc:start()
local ok, err = pcall(function() second:start() end)
print(ok, err.class, err.message:match("^.-running StreamingContext was started at"))
print(second:getState())
ssc:stop(false)
attempt(function() second:start() end)
