-- batches: 2  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end

local conf = SparkConf():setAppName("listener-sees-failures"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2}, 1),
  sc:parallelize({}, 1),
})
local seen = {}
ssc:addStreamingListener({
  onOutputOperationCompleted = function(event)
    local info = event.outputOperationInfo
    local reason = info.failureReason
    seen[#seen + 1] = info.id .. " " .. (reason and reason:match("[^\n]*") or "fine")
  end,
  onBatchCompleted = function(event)
    seen[#seen + 1] = "completed " .. tostring(event.batchInfo.batchTime)
  end,
})
input:foreachRDD(function(rdd) rdd:first() end)
input:print()

ssc:start()
attempt(function() ssc:awaitTermination() end)
for _, text in ipairs(seen) do print(text) end
