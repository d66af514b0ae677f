-- sluice run --feed 9999=words.txt --until 2s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "window", Seconds(4))
ssc:socketTextStream("localhost", 9999):window(Seconds(30), Seconds(10)):print()
ssc:start()
ssc:awaitTermination()
