-- Two receivers hold two of the three cores; each has its blocks and its output.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("two receivers"):setMaster("local[3]")
conf:set("spark.streaming.blockInterval", "250ms")
local ssc = StreamingContext(conf, Seconds(1))

local function count(port)
  return ssc:socketTextStream("localhost", port)
    :flatMap(split)
    :map(function(word) return word, 1 end)
    :reduceByKey(function(a, b) return a + b end)
end

count(9998):print()
count(9999):print(3)

ssc:start()
ssc:awaitTermination()
