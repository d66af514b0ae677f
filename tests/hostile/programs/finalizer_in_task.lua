-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: 2
local meta = {}
local object = setmetatable({}, meta)
meta.__gc = function()
  while true do end
end
local sc = SparkContext("local[1]", "finalizer")
print(sc:parallelize({1, 2}):map(function(x)
  return object and x
end):count())
