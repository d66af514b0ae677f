-- ends: limit instructions
-- SPDX-License-Identifier: MIT
local sc = SparkContext(SparkConf():setMaster("local[2]"):setAppName("counted")
  :set("sluice.cost", "instructions"))
sc:parallelize({1}):map(function() while true do end end):count()
