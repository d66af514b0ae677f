-- sluice run --explain --batches 2
-- One connection for each partition, and two tables are two connections.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "open", Seconds(1))
ssc:generatorStream(function(batch) return {batch, batch, batch, batch} end)
  :foreachRDD(function(rdd)
    rdd:foreachPartition(function(list)
      local store, log = Store.open("numbers"), Store.open("log")
      for _, number in ipairs(list) do
        store:add(number, 1)
        log:add("all", 1)
      end
      store:close()
      log:close()
    end)
  end)
ssc:start()
ssc:awaitTermination()
