-- One record makes a task fail: its batch prints nothing, the other outputs of that batch
-- and all later batches run, and the error is raised at the end.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("failing"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local words = ssc:socketTextStream("localhost", 9999):flatMap(split)

words:map(function(word)
  return word:sub(1, 1), word == "waits" and #nil or #word
end):reduceByKey(math.max):print(3)
words:print(1)

ssc:start()
ssc:awaitTermination()
