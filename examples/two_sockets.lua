-- examples/two_sockets.lua -- two receivers, each of which keeps a core of its own, and
-- windows of two lengths over what both of them bring.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/two_sockets.lua --feed 9998=examples/text/numbers.txt:rate=2/s --feed 9999=examples/text/river.txt --until 6s
local conf = SparkConf():setAppName("TwoSockets"):setMaster("local[4]")
local ssc = StreamingContext(conf, Seconds(1))

local numbers = ssc:socketTextStream("localhost", 9998)
local lines = ssc:socketTextStream("localhost", 9999)
local both = numbers:union(lines)

for _, length in ipairs({ 2, 3 }) do
  both:window(Seconds(length), Seconds(2)):foreachRDD(function(rdd, time)
    local count, blocks = rdd:count(), rdd:getNumPartitions()
    print(("%s: %d lines in %d blocks of %d s"):format(time, count, blocks, length))
  end)
end

ssc:start()
ssc:awaitTermination()
