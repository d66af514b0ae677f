-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: false
-- prints: false
local sc = SparkContext("local[1]", "read")
local up = ("../"):rep(30)
print((pcall(function() return sc:textFile(up .. "etc/passwd"):collect() end)))
print((pcall(function() return sc:objectFile(up .. "CANARY"):collect() end)))
