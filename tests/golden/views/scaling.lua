-- Dynamic allocation: executors join while batches are late, and are removed when there
-- is little to do.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setMaster("local-cluster[2,2,1024]"):setAppName("scaling")
conf:set("spark.streaming.dynamicAllocation.enabled", "true")
conf:set("spark.streaming.dynamicAllocation.scalingInterval", "3s")
conf:set("spark.streaming.dynamicAllocation.minExecutors", "2")
conf:set("spark.streaming.dynamicAllocation.maxExecutors", "6")

local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999)
  :map(function(car) return car:sub(-1), 1 end)
  :cost(Milliseconds(150))
  :reduceByKey(function(a, b) return a + b end, 2)
  :print()
ssc:start()
ssc:awaitTermination()
