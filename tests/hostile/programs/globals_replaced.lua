-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: (a,2)
string.format, table.concat, string.rep = nil, nil, nil
tostring = function() return "evil" end
pairs, ipairs, error, type, select = nil, nil, nil, nil, nil
math.randomseed, math.floor = nil, nil
setmetatable(_G, {__index = function() return 666 end})
local ssc = StreamingContext("local[2]", "replaced", Seconds(1))
ssc:socketTextStream("localhost", 9999):flatMap(split)
  :map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end):print()
ssc:start()
ssc:awaitTermination()
