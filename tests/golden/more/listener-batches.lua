-- batches: 3  interval: 1000  master: local[2]
local conf = SparkConf():setAppName("listener-batches"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local input = ssc:queueStream({
  sc:parallelize({1, 2}, 2),
  sc:parallelize({3}, 2),
})
local seen = {}
ssc:addStreamingListener({
  onStreamingStarted = function() seen[#seen + 1] = "started" end,
  onBatchSubmitted = function(event) seen[#seen + 1] = "submitted " .. tostring(event.batchInfo.batchTime) end,
  onBatchStarted = function(event) seen[#seen + 1] = "begun " .. tostring(event.batchInfo.batchTime) end,
  onOutputOperationStarted = function(event)
    local info = event.outputOperationInfo
    seen[#seen + 1] = "output " .. info.id .. " of " .. tostring(info.batchTime) .. " " .. info.name:match("^%S+")
  end,
  onOutputOperationCompleted = function(event)
    seen[#seen + 1] = "output " .. event.outputOperationInfo.id .. " done"
  end,
  onBatchCompleted = function(event)
    local info = event.batchInfo
    seen[#seen + 1] = "completed " .. tostring(info.batchTime) .. " " .. info.numRecords
  end,
})
input:print()
input:count():foreachRDD(function(rdd) rdd:first() end)

ssc:start()
ssc:awaitTermination()
for _, text in ipairs(seen) do print(text) end
