-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: false false false false false nil
local sc = SparkContext("local[1]", "metatables")
local seen = {}
for i, value in ipairs({"", null, sc, sc:parallelize({1}), pair(1, 2)}) do
  seen[i] = tostring(getmetatable(value))
end
seen[6] = tostring(getmetatable(1))
print(table.concat(seen, " "))
