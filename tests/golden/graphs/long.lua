-- tests/golden/graphs/long.lua -- a state over a thousand batches, most of them empty,
-- and a window of ten.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext(SparkConf():setMaster("local[2]"):setAppName("long"),
  Seconds(1))
ssc:checkpoint("checkpoint")

local ones = ssc:socketTextStream("localhost", 9999)
  :map(function(line) return line, 1 end)
local counts = ones:updateStateByKey(function(values, sum)
  return (sum or 0) + #values
end)
counts:foreachRDD(function(rdd) rdd:count() end)
ones:window(Seconds(10), Seconds(10)):foreachRDD(function(rdd) rdd:count() end)

ssc:start()
ssc:awaitTermination()
