-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: false,false,false
local ssc = StreamingContext("local[2]", "names", Seconds(1))
ssc:receiverStream(Receiver(function(rx)
  local got = {}
  for i, name in ipairs({"io", "os", "require"}) do
    got[i] = tostring((pcall(function() return _G[name] end)))
  end
  rx:store(table.concat(got, ","))
end)):print()
ssc:start()
ssc:awaitTermination()
