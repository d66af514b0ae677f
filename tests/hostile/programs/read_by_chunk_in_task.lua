-- ends: done
-- SPDX-License-Identifier: MIT
-- code: 1
local sc = SparkContext("local[1]", "read")
sc:parallelize({1}):map(function()
  return load("SparkConf()", "@CANARY/secret")()
end):collect()
