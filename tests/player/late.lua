-- A program for tests of the player: batches 2 and 4 take longer than the interval, so
-- batches 3 and 5 wait.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "late", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)

lines:count():print()

lines:window(Seconds(3), Seconds(2))
     :flatMap(split)
     :map(function(word) return word, 1 end)
     :reduceByKey(function(a, b) return a + b end)
     :print()

ssc:start()
ssc:awaitTermination()
