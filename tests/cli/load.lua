-- tests/cli/load.lua -- 300 ms of work for each batch and 0.5 ms for each line.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setMaster("local[2]"):setAppName("load")
  :set("sluice.cost.job", "300ms"):set("sluice.cost.task", "0")
  :set("sluice.cost.record", "500us")
local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd)
  rdd:count()
end)
ssc:start()
ssc:awaitTermination()
