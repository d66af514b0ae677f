-- Four outputs, three of them on one cached stream.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("outputs"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

local lines = ssc:socketTextStream("localhost", 9999)
local counts = lines:flatMap(split)
   :map(function(word) return word, 1 end)
   :reduceByKey(function(a, b) return a + b end, 3)
   :cache()

counts:print(2)
counts:foreachRDD(function(rdd, time)
  print(tostring(time) .. ": " .. rdd:count() .. " words in "
    .. rdd:getNumPartitions() .. " partitions")
end)
counts:filter(function(_, n) return n > 1 end):print()
lines:print(1)

ssc:start()
ssc:awaitTermination()
