-- foreachRDD with actions that look at as few partitions as they can.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("take"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)

lines:map(function(line) return line:match("%a+$"), #line end)
   :foreachRDD(function(rdd, time)
     print(time:milliseconds(), rdd:isEmpty())
     for _, record in ipairs(rdd:take(2)) do
       print("  " .. record._1, record._2)
     end
     if not rdd:isEmpty() then
       print("  first: " .. tostring(rdd:first()))
     end
   end)

ssc:start()
ssc:awaitTermination()
