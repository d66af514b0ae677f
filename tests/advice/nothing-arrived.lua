-- sluice run --feed 9999=words.txt:rate=6/m --until 3s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "quiet", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
