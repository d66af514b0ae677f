-- sluice run --feed 9999=words.txt --feed 9998=words.txt --until 3s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "cores", Seconds(1))
local left = ssc:socketTextStream("localhost", 9999)
local right = ssc:socketTextStream("localhost", 9998)
left:union(right):print()
ssc:start()
ssc:awaitTermination()
