-- ends: limit output
-- SPDX-License-Identifier: MIT
local sc = SparkContext("local[2]", "flood")
sc:parallelize({1, 2}, 2):foreach(function()
  while true do
    print("flood")
  end
end)
