-- ends: limit
-- SPDX-License-Identifier: MIT
-- limits: seconds=0.5
local ssc = StreamingContext("local[2]", "blocks", Seconds(1))
ssc:receiverStream(Receiver(function(rx)
  for i = 1, 1000000 do
    rx:store({i})
  end
end)):count():print()
ssc:start()
ssc:awaitTermination()
