-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: false\tfalse\tfalse
local conf = SparkConf()
print((pcall(setmetatable, conf, {})), (pcall(setmetatable, SparkConf, nil)),
  (pcall(setmetatable, pair(1, 2), nil)))
