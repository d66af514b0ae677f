-- ends: any
-- SPDX-License-Identifier: MIT
local value = {}
for _ = 1, 100000 do
  value = {value}
end
local sc = SparkContext("local[1]", "deep")
pcall(function() sc:parallelize({value}):collect() end)
pcall(function() sc:parallelize({1}):map(function() return value end):collect() end)
pcall(function()
  sc:parallelize({1}):map(function()
    local made = {}
    for _ = 1, 100000 do made = {made} end
    return made
  end):collect()
end)
print(value)
answers = value
