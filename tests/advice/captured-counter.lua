-- sluice run --feed 9999=words.txt --until 2s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "counter", Seconds(1))
local rivers, seen, words, long = 0, {gates = 0}, {}, {}
ssc:socketTextStream("localhost", 9999):foreachRDD(function(rdd)
  rdd:foreach(function(line)
    if line:find("river") then rivers = rivers + 1 end
  end)
  rdd:foreach(function(line)
    if line:find("gate") then seen.gates = seen.gates + 1 end
  end)
  rdd:foreach(function(line)
    for word in line:gmatch("%a+") do
      local n = words[word] or 0
      words[word] = n + 1
    end
    if #line > 14 then table.insert(long, line) end
  end)
  print("rivers: " .. rivers)
end)
ssc:start()
ssc:awaitTermination()
