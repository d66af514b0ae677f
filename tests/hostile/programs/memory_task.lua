-- ends: limit memory
-- SPDX-License-Identifier: MIT
local sc = SparkContext("local[2]", "memory")
sc:parallelize({1, 2}, 2):map(function(x)
  local list = {}
  for i = 1, 1e9 do
    list[i] = ("z"):rep(1000) .. i
  end
  return x
end):collect()
