-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local sc = SparkContext("local[2]", "sums")
local sum = sc:longAccumulator("sum")
sc:parallelize({1, 2}, 2):foreach(function(x) sum:add(x) end)
local value = sc:broadcast({1, 2, 3})
while true do
  pcall(function() return value:value()[1] + sum:value() end)
end
