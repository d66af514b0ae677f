-- sluice run --feed 9999=words.txt --until 3s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[1]", "one", Seconds(1))
ssc:socketTextStream("localhost", 9999):print()
ssc:start()
ssc:awaitTermination()
