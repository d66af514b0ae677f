-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "endless", Seconds(1))
ssc:receiverStream(Receiver(function(rx)
  while true do
    rx:store("x")
    rx:sleep(Milliseconds(1))
    for _ = 1, 100000 do end
  end
end)):print()
ssc:start()
ssc:awaitTermination()
