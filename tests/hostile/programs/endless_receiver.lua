-- ends: done
-- SPDX-License-Identifier: MIT
-- says: instructions at one moment
-- limits: instructions=1e9
local ssc = StreamingContext("local[2]", "endless", Seconds(1))
ssc:receiverStream(Receiver(function()
  while true do
    pcall(function() while true do end end)
  end
end)):print()
ssc:start()
ssc:awaitTermination()
