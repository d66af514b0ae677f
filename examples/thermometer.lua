-- examples/thermometer.lua -- a receiver of the program's own. Its function runs on an
-- executor, beside the batches, and holds a core for as long as it lives; rx:sleep lets
-- time pass.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/thermometer.lua
local ssc = StreamingContext("local[2]", "Thermometer", Seconds(1))

local thermometer = Receiver({
  onStart = function(rx)
    for _, degrees in ipairs({ 19, 20, 22, 21, 24, 23, 20 }) do
      rx:store(degrees)
      rx:sleep(Milliseconds(400))
    end
  end,
})

ssc:receiverStream(thermometer):foreachRDD(function(rdd, time)
  print(("%s: %s, at most %d degrees"):format(time, table.concat(rdd:collect(), " "), rdd:max()))
end)

ssc:start()
ssc:awaitTermination()
