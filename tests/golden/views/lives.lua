-- The driver dies and comes back: batches that were missed are made up for.
-- SPDX-License-Identifier: MIT
local function create()
  local ssc = StreamingContext("local-cluster[2,2,1024]", "lives", Seconds(1))
  ssc:checkpoint("checkpoint/views")
  ssc:socketTextStream("localhost", 9999)
    :map(function(line) return line:sub(-1), 1 end)
    :cost(Milliseconds(45))
    :updateStateByKey(function(values, old) return (old or 0) + #values end)
    :print()
  return ssc
end

local ssc = StreamingContext.getOrCreate("checkpoint/views", create)
ssc:start()
ssc:awaitTermination()
