-- examples/two_left.lua -- three executors share the tasks of a batch. One of them dies
-- in the middle of batch 3: its tasks run again on the two that are left, and from then
-- on a batch takes longer.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/two_left.lua --world examples/text/two_left.world --until 7s
local conf = SparkConf():setAppName("TwoLeft"):setMaster("local-cluster[3,2,1024]")
  :set("spark.locality.wait", "0") -- a task takes the first core that is free
  :set("sluice.cost.task", "10ms")
  :set("sluice.cost.record", "40ms")
local ssc = StreamingContext(conf, Seconds(1))

ssc:socketTextStream("localhost", 9999)
  :map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end, 2)
  :print()

ssc:start()
ssc:awaitTermination()
