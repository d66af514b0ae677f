-- ends: done
-- SPDX-License-Identifier: MIT
local function make()
  local ssc = StreamingContext("local[2]", "write", Seconds(1))
  ssc:checkpoint("CANARY/stream")
  ssc:socketTextStream("localhost", 9999):map(function(line) return line, 1 end)
    :updateStateByKey(function(values, state) return #values + (state or 0) end)
    :print()
  return ssc
end
local ssc = StreamingContext.getOrCreate("CANARY/stream", make)
ssc:start()
ssc:awaitTermination()
