-- examples/slow_source.lua -- back-pressure: more lines come than can be processed, so
-- the receiver takes fewer, and the rest waits at the source. Each batch says how many
-- lines it had, and how long it had to wait for the batches before it.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/slow_source.lua --feed 9999=examples/text/river.txt:rate=80/s:loop --until 20s
--
-- With --conf spark.streaming.backpressure.enabled=false all batches have 80 lines, and
-- each waits about 0.6 s longer than the one before.
local conf = SparkConf():setAppName("SlowSource"):setMaster("local[2]")
  :set("spark.streaming.backpressure.enabled", "true")
  :set("spark.streaming.backpressure.pid.minRate", "10")
  :set("sluice.cost.record", "20ms") -- one core for tasks: less than 50 lines a second
local ssc = StreamingContext(conf, Seconds(1))

ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd) rdd:count() end)

ssc:addStreamingListener({
  onBatchCompleted = function(batch)
    local info = batch.batchInfo
    print(("%s: %d lines, waited %d ms"):format(info.batchTime, info.numRecords,
      info.schedulingDelay))
  end,
})

ssc:start()
ssc:awaitTermination()
