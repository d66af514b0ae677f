-- tests/golden/graphs/inverse.lua -- a window that is made of the one before it.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext(SparkConf():setMaster("local[2]"):setAppName("inverse"),
  Seconds(1))
ssc:checkpoint("checkpoint")

local ones = ssc:socketTextStream("localhost", 9999):flatMap(split)
  :map(function(word) return word, 1 end)
local sums = ones:reduceByKeyAndWindow(function(a, b) return a + b end,
  function(a, b) return a - b end, Seconds(8), Seconds(2), 2)
sums:print()

ssc:start()
ssc:awaitTermination()
