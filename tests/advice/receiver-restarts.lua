-- sluice run --world away.world --until 12s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "live", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
