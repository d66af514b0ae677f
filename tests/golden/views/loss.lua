-- An executor is lost while two tasks run on it: they run again on the others, which
-- are too few from then on.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setMaster("local-cluster[3,2,1024]"):setAppName("loss")
conf:set("spark.locality.wait", "0")

local ssc = StreamingContext(conf, Seconds(1))
ssc:socketTextStream("localhost", 9999)
  :map(function(car) return car:sub(-1), 1 end)
  :cost(Milliseconds(145))
  :reduceByKey(function(a, b) return a + b end, 2)
  :cost(Milliseconds(20))
  :print()
ssc:start()
ssc:awaitTermination()
