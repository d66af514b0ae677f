-- ends: any
-- SPDX-License-Identifier: MIT
local f = function() return 1 end
for _ = 1, 100000 do
  local inner = f
  f = function() return inner() end
end
SparkContext("local[1]", "deep"):parallelize({1}):map(f):collect()
