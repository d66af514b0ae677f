-- sluice run --feed 9999=words.txt --until 4s
-- One after the other is allowed, on the same application.
-- SPDX-License-Identifier: MIT
local first = StreamingContext("local[4]", "first", Seconds(1))
first:socketTextStream("localhost", 9999):print()
first:start()
first:awaitTerminationOrTimeout(2000)
first:stop(false)
local second = StreamingContext(first:sparkContext(), Seconds(2))
second:queueStream({}):print()
second:start()
second:awaitTermination()
