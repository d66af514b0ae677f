-- sluice run --feed 9999=words.txt --until 2s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "none", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local counts = lines:countByValue()
ssc:start()
ssc:awaitTermination()
