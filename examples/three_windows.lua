-- examples/three_windows.lua -- windows shorter than, as long as and longer than their
-- slide, side by side. Line n of numbers.txt is n and arrives during batch n, so a
-- window shows which batches it covers.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/three_windows.lua --feed 9999=examples/text/numbers.txt:rate=1/s
local conf = SparkConf():setAppName("ThreeWindows"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

local numbers = ssc:socketTextStream("localhost", 9999)

-- All slide by two seconds. The window of one second leaves every other batch out, the
-- one of two seconds has each batch once, and with three seconds neighbours share a
-- batch; its first window is short, because there is nothing before batch 1.
for _, length in ipairs({ 1, 2, 3 }) do
  numbers:window(Seconds(length), Seconds(2)):foreachRDD(function(rdd, time)
    local batches = table.concat(rdd:collect(), " ")
    print(("at %s a window of %d s: batches %s"):format(time, length, batches))
  end)
end

ssc:start()
ssc:awaitTermination()
