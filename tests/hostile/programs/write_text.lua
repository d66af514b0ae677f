-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: inside
local sc = SparkContext("local[1]", "write")
local rdd = sc:parallelize({"ok 1"}, 1)
for _, path in ipairs({"CANARY/new", "../new", "../../../../CANARY/new", "file:CANARY/b",
  "CANARY"}) do
  pcall(function() rdd:saveAsTextFile(path) end)
  pcall(function() rdd:saveAsObjectFile(path .. "-objects") end)
end
print("inside")
