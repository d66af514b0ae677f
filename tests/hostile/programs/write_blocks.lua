-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: 3
local sc = SparkContext(SparkConf():setMaster("local[1]"):setAppName("write")
  :set("spark.local.dir", "CANARY/blocks,/tmp"))
print(sc:parallelize({1, 2, 3}, 1):persist(StorageLevel.DISK_ONLY):count())
