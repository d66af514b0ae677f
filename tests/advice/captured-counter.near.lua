-- sluice run --feed 9999=words.txt --until 2s
-- foreachRDD runs its function on the driver; an accumulator is made for tasks.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "counter", Seconds(1))
local rivers = ssc:sparkContext():longAccumulator("rivers")
local lines = 0
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd)
  lines = lines + rdd:count()
  rdd:foreach(function(line)
    local seen = 0
    if line:find("river") then seen = seen + 1 end
    rivers:add(seen)
  end)
  print("rivers: " .. rivers:value())
end)
ssc:start()
ssc:awaitTermination()
