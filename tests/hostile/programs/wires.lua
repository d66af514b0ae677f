-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: nil
local ssc = StreamingContext("local[2]", "wires", Seconds(1))
ssc:receiverStream(Receiver(function(rx)
  local ok, wire = pcall(Wire.connect, "127.0.0.1:22")
  rx:store(tostring(ok and wire or nil))
end)):print()
ssc:start()
ssc:awaitTermination()
