-- sluice run --feed 9999=words.txt --until 2s
-- SPDX-License-Identifier: MIT
local first = StreamingContext("local[4]", "first", Seconds(1))
local second = StreamingContext(first:sparkContext(), Seconds(2))
first:socketTextStream("localhost", 9999):print()
second:queueStream({}):print()
first:start()
second:start()
first:awaitTermination()
