-- ends: done
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "write", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:saveAsTextFiles("CANARY/out", "txt")
lines:saveAsObjectFiles("../../out")
ssc:start()
ssc:awaitTermination()
