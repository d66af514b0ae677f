-- sluice run --explain --batches 2
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "open", Seconds(1))
ssc:generatorStream(function(batch) return {batch, batch, batch, batch} end)
  :foreachRDD(function(rdd)
    rdd:foreach(function(number)
      local store = Store.open("numbers")
      store:add(number, 1)
      store:close()
    end)
  end)
ssc:start()
ssc:awaitTermination()
