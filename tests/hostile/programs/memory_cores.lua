-- ends: any
-- SPDX-License-Identifier: MIT
-- limits: seconds=2
local sc = SparkContext("local[2000000000]", "cores")
print(sc:parallelize({1, 2, 3}, 3):count())
