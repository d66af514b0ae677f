-- ends: limit time
-- SPDX-License-Identifier: MIT
-- limits: seconds=0.1
local sc = SparkContext("local[2]", "endless")
sc:parallelize({1, 2}, 2):map(function() return (""):rep(1e15) end):count()
