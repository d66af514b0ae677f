-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: false
local ssc = StreamingContext("local[2]", "sockets", Seconds(1))
ssc:socketTextStream("127.0.0.1", 22):print()
print((pcall(function() ssc:start() end)))
