-- sluice run --explain --feed 9999=words.txt --until 2s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "twice", Seconds(1))
local words = ssc:socketTextStream("localhost", 9999):flatMap(split)
words:count():print()
words:countByValue():print()
ssc:start()
ssc:awaitTermination()
