-- ends: limit output
-- SPDX-License-Identifier: MIT
-- limits: seconds=20 memory=268435456 instructions=1e12
local sc = SparkContext("local[1]", "files")
local rdd = sc:range(0, 20, 1, 20):map(function() return ("f"):rep(1000000) end)
for i = 1, 1000 do
  rdd:saveAsTextFile("folder" .. i)
end
