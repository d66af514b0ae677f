-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local sc = SparkContext("local[2]", "endless")
sc:parallelize({1, 2, 3}, 3):map(function(x)
  while true do
    pcall(function() while true do end end)
  end
  return x
end):collect()
