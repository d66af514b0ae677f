-- sluice run --explain --batches 8
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "grows", Seconds(1))
ssc:checkpoint("checkpoint")
ssc:generatorStream(function(batch) return {pair("visit " .. batch, 1)} end)
  :updateStateByKey(function(values, state) return (state or 0) + #values end)
  :print()
ssc:start()
ssc:awaitTermination()
