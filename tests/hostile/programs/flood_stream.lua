-- ends: limit output
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "flood", Seconds(1))
ssc:socketTextStream("localhost", 9999):flatMap(function(line, emit)
  for _ = 1, 1000 do
    emit(("flood"):rep(100))
  end
end):print(10000)
ssc:start()
ssc:awaitTermination()
