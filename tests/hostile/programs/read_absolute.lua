-- ends: done
-- SPDX-License-Identifier: MIT
-- prints: false
-- prints: false
local sc = SparkContext("local[1]", "read")
print((pcall(function() return sc:textFile("CANARY/secret"):collect() end)))
print((pcall(function() return sc:textFile("file:///etc/passwd"):collect() end)))
