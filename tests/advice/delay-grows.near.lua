-- sluice run --conf sluice.cost.record=240ms --feed 9999=words.txt:rate=9/s --until 12s
-- Too many lines at first; then the batches catch up.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "slow", Seconds(1))
ssc:socketTextStream("localhost", 9999):map(string.upper):print()
ssc:start()
ssc:awaitTermination()
