-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
local sc = SparkContext("local[1]", "read")
sc:parallelize({1}):map(function()
  error({message = "look", class = "x", file = "CANARY/secret", line = 1})
end):collect()
