-- sluice run --feed 9999=words.txt --until 2s
-- A foreachRDD without an action is an output, and starts no job.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "none", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:countByValue():foreachRDD(function() end)
ssc:start()
ssc:awaitTermination()
