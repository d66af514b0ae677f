-- Lines that arrive at random times, the same ones for the same seed.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("random feed"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd, time)
  print(tostring(time), rdd:count(), rdd:getNumPartitions())
end)

ssc:start()
ssc:awaitTermination()
