-- The receiver holds the only core: batches wait for ever, and nothing is printed.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[1]", "one core", Seconds(1))

ssc:socketTextStream("localhost", 9999):print()

ssc:start()
ssc:awaitTermination()
