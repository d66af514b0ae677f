-- sluice run --feed 9999=words.txt --until 20s
-- The length need not be a multiple of the window's own slide.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "window", Seconds(4))
ssc:socketTextStream("localhost", 9999):window(Seconds(12), Seconds(8)):print()
ssc:start()
ssc:awaitTermination()
