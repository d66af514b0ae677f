-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "endless", Seconds(1))
ssc:socketTextStream("localhost", 9999):foreachRDD(function()
  while true do end
end)
ssc:start()
ssc:awaitTermination()
