-- sluice run --feed 9999=words.txt --until 3s
-- To wait for a while and to stop is another way to end.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "wait", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTerminationOrTimeout(2000)
ssc:stop()
