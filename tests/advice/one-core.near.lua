-- sluice run --until 3s
-- One core is enough where no receiver holds it.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[1]", "one", Seconds(1))
ssc:queueStream({ssc:sparkContext():parallelize({1, 2})}):print()
ssc:start()
ssc:awaitTermination()
