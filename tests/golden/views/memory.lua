-- Memory for blocks is small: what was used last leaves it, for the disk or for good.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setMaster("local-cluster[3,2,1024]"):setAppName("memory")
conf:set("sluice.cluster.memory", "3k")

local ssc = StreamingContext(conf, Seconds(1))
local letters = ssc:socketTextStream("localhost", 9999)
  :window(Seconds(4), Seconds(1))
  :map(function(car) return car:sub(-1), 1 end)
  :cache()
letters:count():print()
letters:reduceByKey(function(a, b) return a + b end, 2):print()
ssc:start()
ssc:awaitTermination()
