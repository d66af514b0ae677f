-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: inside
local sc = SparkContext("local[1]", "write")
sc:setCheckpointDir("CANARY/checkpoint")
local rdd = sc:parallelize({1}, 1)
rdd:checkpoint()
rdd:count()
sc:setCheckpointDir("../../../../../../CANARY/checkpoint")
print("inside")
