-- tests/golden/graphs/loss.lua -- what was kept is lost with its executor, and is
-- computed again.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext(SparkConf():setAppName("loss")
  :setMaster("local-cluster[3,1,1024]"), Seconds(1))

local ones = ssc:socketTextStream("localhost", 9999):flatMap(split)
  :map(function(word) return word, 1 end)
local totals = ones:reduceByKeyAndWindow(function(a, b) return a + b end, Seconds(3),
  Seconds(1))
totals:print()

ssc:start()
ssc:awaitTermination()
