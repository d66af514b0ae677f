-- ends: limit
-- SPDX-License-Identifier: MIT
-- limits: seconds=2
local sc = SparkContext("local[2]", "partitions")
print(sc:parallelize({1, 2, 3}, 1000000):count())
