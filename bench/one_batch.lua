-- one_batch.lua -- the least that a streaming program does: word count of one line.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("OneBatch"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

local batch = ssc:sparkContext():parallelize({ "to be or not to be" })
local words = ssc:queueStream({ batch }):flatMap(function(line) return split(line) end)
local ones = words:map(function(word) return word, 1 end)
ones:reduceByKey(function(a, b) return a + b end):print()

ssc:start()
ssc:awaitTermination()
