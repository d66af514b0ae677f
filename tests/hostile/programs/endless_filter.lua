-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "endless", Seconds(1))
ssc:fileStream("inbox", function() while true do end end):print()
ssc:start()
ssc:awaitTermination()
