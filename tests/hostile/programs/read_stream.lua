-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 2
-- says: under the simulated clock
local ssc = StreamingContext("local[1]", "read", Seconds(1))
ssc:textFileStream("CANARY"):print()
ssc:start()
ssc:awaitTermination()
