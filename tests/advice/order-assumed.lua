-- sluice run --explain --feed 9999=words.txt --until 3s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "say", Seconds(1))
ssc:socketTextStream("localhost", 9999)
  :map(function(line) return split(line)[2], split(line)[3] end)
  :reduceByKey(function(a, b) return a .. " " .. b end)
  :print()
ssc:start()
ssc:awaitTermination()
