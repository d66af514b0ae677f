-- sluice run --world once.world --until 12s
-- A connection that is lost once is made again.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "live", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
