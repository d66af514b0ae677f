-- sluice run --feed 9999=words.txt --until 2s
-- foreachRDD runs its function on the driver; an accumulator is made for tasks; what a
-- task keeps in a table of its own, to save work, is no count, nor is a list that it
-- empties.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "counter", Seconds(1))
local rivers = ssc:sparkContext():longAccumulator("rivers")
local lines, known, lengths, scratch = 0, {size = 0}, {}, {}
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd)
  lines = lines + rdd:count()
  rdd:foreach(function(line)
    known[line] = known[line] or #line
    for word in line:gmatch("%a+") do
      lengths[word] = lengths[word] or #word + 1
      scratch[#scratch + 1] = lengths[word]
    end
    while #scratch > 0 do table.remove(scratch) end
    local seen = known.size
    if line:find("river") then seen = seen + 1 end
    rivers:add(seen)
  end)
  print("rivers: " .. rivers:value())
end)
ssc:start()
ssc:awaitTermination()
