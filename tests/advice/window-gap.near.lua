-- sluice run --explain --feed 9999=words.txt --until 4s
-- Windows that touch leave nothing out.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "gap", Seconds(1))
ssc:socketTextStream("localhost", 9999):window(Seconds(2), Seconds(2)):print()
ssc:start()
ssc:awaitTermination()
