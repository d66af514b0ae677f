-- batches: 4  interval: 1000  master: local[2]
local function attempt(action)
  local ok, err = pcall(action)
  print(ok and "ok" or err.class .. ": " .. err.message:match("[^\n]*"))
end
local function line(...)
  local texts = table.pack(...)
  for i = 1, texts.n do
    texts[i] = tostring(texts[i])
  end
  print(table.concat(texts, " "))
end

local conf = SparkConf():setAppName("context-listener"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local function output(i)
  return ("%s %d %s %s %s %s %s"):format(i.batchTime, i.id, i.name:match("^[^.]*") .. ".scala",
    i.startTime ~= nil, i.endTime ~= nil, i.duration ~= nil, i.failureReason or "-")
end
local function batch(i)
  local inputs = 0
  for _ in pairs(i.streamIdToInputInfo) do inputs = inputs + 1 end
  return ("%s records %d inputs %d %s %s %s %s %s"):format(i.batchTime, i.numRecords, inputs,
    i.processingStartTime ~= nil, i.processingEndTime ~= nil, i.schedulingDelay ~= nil,
    i.processingDelay ~= nil, i.totalDelay ~= nil)
end
local function outputs(i)
  for _, info in pairs(i.outputOperationInfos) do print("  " .. output(info)) end
end
local function listener(name)
  return {
    onStreamingStarted = function() line(name, "started") end,
    onBatchSubmitted = function(e) line(name, "submitted", batch(e.batchInfo)) outputs(e.batchInfo) end,
    onBatchStarted = function(e) line(name, "started", batch(e.batchInfo)) outputs(e.batchInfo) end,
    onBatchCompleted = function(e) line(name, "completed", batch(e.batchInfo)) outputs(e.batchInfo) end,
    onOutputOperationStarted = function(e) line(name, "output started", output(e.outputOperationInfo)) end,
    onOutputOperationCompleted = function(e) line(name, "output completed", output(e.outputOperationInfo)) end,
  }
end
local input = ssc:queueStream({sc:makeRDD({1}), sc:makeRDD({2}), sc:makeRDD({3}), sc:makeRDD({4})})
input:window(Seconds(2), Seconds(2)):foreachRDD(function(rdd) rdd:count() end)
input:foreachRDD(function(rdd)
  if rdd:collect()[1] == 2 then error("two", 0) end
end)
local first, second = listener("A"), listener("B")
second.onBatchStarted = function() error("broken", 0) end
ssc:addStreamingListener(first)
ssc:addStreamingListener(second)
ssc:start()
pcall(ssc.awaitTerminationOrTimeout, ssc, 2500)
ssc:removeStreamingListener(second)
ssc:removeStreamingListener(second)
ssc:addStreamingListener(first)
pcall(ssc.awaitTerminationOrTimeout, ssc, 1000)
ssc:removeStreamingListener(first)
ssc:addStreamingListener({
  onBatchCompleted = function()
    attempt(function() ssc:stop(false) end)
    attempt(function() ssc:stop(true, true) end)
    attempt(function() sc:stop() end)
    attempt(function() input:map(function(x) return x end) end)
    print(ssc:getState())
  end,
})
pcall(ssc.awaitTerminationOrTimeout, ssc, 1000)
ssc:stop(false)
print(ssc:getState())
