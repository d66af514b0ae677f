-- A node becomes slow, and its tasks get copies on the others.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setMaster("local-cluster[3,2,1024]"):setAppName("speculation")
conf:set("spark.locality.wait", "0"):set("spark.speculation", "true")
conf:set("spark.speculation.minTaskRuntime", "50ms")

local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999)
  :map(function(car) return car:sub(-1), 1 end)
  :cost(Milliseconds(45))
  :reduceByKey(function(a, b) return a + b end, 2)
  :cost(Milliseconds(20))
  :print()
ssc:start()
ssc:awaitTermination()
