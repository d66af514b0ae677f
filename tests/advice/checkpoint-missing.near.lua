-- sluice run --feed 9999=words.txt --until 2s
-- A window without an inverse function keeps no chain of batches.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "state", Seconds(1))
ssc:socketTextStream("localhost", 9999):map(function(line) return line, 1 end)
  :reduceByKeyAndWindow(function(a, b) return a + b end, Seconds(2), Seconds(1))
  :print()
ssc:start()
ssc:awaitTermination()
