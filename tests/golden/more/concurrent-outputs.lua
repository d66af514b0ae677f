-- batches: 3  interval: 1000  master: local[4]
local conf = SparkConf():setMaster("local[4]"):setAppName("golden")
  :set("spark.streaming.concurrentJobs", 2)
local ssc = StreamingContext(conf, Milliseconds(1000))
local input = ssc:queueStream({})
local function batch(time) return time:milliseconds() // 1000 - 1 end
local function output(name, before, after)
  input:foreachRDD(function(_, time)
    Thread.sleep(before)
    print(("%s of %d is half done"):format(name, batch(time)))
    Thread.sleep(after)
    print(("%s of %d ends"):format(name, batch(time)))
  end)
end
output("a", 320, 320)
output("b", 160, 320)
output("c", 320, 1120)
ssc:addStreamingListener({
  onBatchStarted = function(event)
    print(("batch %d starts"):format(batch(event.batchInfo.batchTime)))
  end,
  onBatchCompleted = function(event)
    print(("batch %d is done"):format(batch(event.batchInfo.batchTime)))
  end,
})
ssc:start()
ssc:awaitTermination()
