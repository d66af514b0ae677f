-- sluice run --feed 9999=words.txt --until 2s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "both", Seconds(1))
local counts = ssc:socketTextStream("localhost", 9999):countByValue()
local recent = counts:window(Seconds(4), Seconds(2))
counts:union(recent):print()
ssc:start()
ssc:awaitTermination()
