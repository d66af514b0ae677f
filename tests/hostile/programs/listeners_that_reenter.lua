-- ends: any
-- SPDX-License-Identifier: MIT
-- limits: seconds=3
local ssc = StreamingContext("local[2]", "again", Seconds(1))
local sc = ssc:sparkContext()
local lines = ssc:socketTextStream("localhost", 9999)
local function again(...)
  pcall(function() sc:parallelize({1}):count() end)
  pcall(function() ssc:awaitTerminationOrTimeout(100) end)
  pcall(function() ssc:start() end)
  pcall(function() ssc:stop(false) end)
  pcall(function() lines:print() end)
  pcall(function() Thread.sleep(5) end)
  return ...
end
ssc:addStreamingListener({onBatchStarted = again, onBatchCompleted = again,
  onReceiverStarted = again, onOutputOperationStarted = again})
lines:transform(again):foreachRDD(again)
lines:foreachRDD(function() ssc:stop(true) sc:stop() again() end)
ssc:start()
ssc:awaitTermination()
pcall(function() ssc:awaitTermination() end)
StreamingContext("local[2]", "more", Seconds(1)):stop()
