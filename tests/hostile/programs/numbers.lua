-- ends: any
-- SPDX-License-Identifier: MIT
local sc = SparkContext("local[2]", "numbers")
local big = math.maxinteger
for _, n in ipairs({big, math.mininteger, -1, 0, 1e308, 0 / 0}) do
  pcall(function() sc:parallelize({1, 2}, n):collect() end)
  pcall(function() sc:range(0, n):count() end)
  pcall(function() sc:parallelize({1}):repartition(n):count() end)
  pcall(Seconds, n)
  pcall(function() sc:parallelize({1}):sample(false, n, n):collect() end)
  pcall(Thread.sleep, n)
end
