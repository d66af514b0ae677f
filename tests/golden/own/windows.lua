-- A window that overlaps the one before, one that follows it, one that leaves a gap, and
-- a window of windows.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("windows"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(500))

local words = ssc:socketTextStream("localhost", 9999):flatMap(split)
local overlapping = words:window(Seconds(2), Seconds(1))

local function count(name, stream)
  stream:foreachRDD(function(rdd, time)
    print(tostring(time), name, rdd:count(), rdd:getNumPartitions())
  end)
end

count("length 2 s, slide 1 s", overlapping)
count("length 1 s, slide 1 s", words:window(Seconds(1), Seconds(1)))
count("length 0.5 s, slide 1.5 s", words:window(Milliseconds(500), Milliseconds(1500)))
count("windows of 2 s over 2 s", overlapping:window(Seconds(2), Seconds(2)))

ssc:start()
ssc:awaitTermination()
