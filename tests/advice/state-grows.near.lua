-- sluice run --explain --batches 8
-- New keys in every batch, and old ones go.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "grows", Seconds(1))
ssc:checkpoint("checkpoint")
ssc:generatorStream(function(batch) return {pair("visit " .. batch, 1)} end)
  :updateStateByKey(function(values, state)
    if #values == 0 then return nil end
    return (state or 0) + #values
  end)
  :print()
ssc:start()
ssc:awaitTermination()
