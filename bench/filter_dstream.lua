-- filter_dstream.lua TEST ROUNDS -- a filter on lines as a streaming program.
-- SPDX-License-Identifier: MIT
--
-- A round is a batch; at last comes how many lines are left.
package.path = "bench/?.lua"
local lines = require("lines")

local test, rounds = lines.TESTS[arg[1]], tonumber(arg[2])
local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

local input = ssc:sparkContext():parallelize(lines.list(), 2)
local batches = {}
for i = 1, rounds do
  batches[i] = input
end

local left
ssc:queueStream(batches):filter(test):foreachRDD(function(rdd)
  left = rdd:count()
  print("round")
  io.stdout:flush()
end)
ssc:start()
ssc:awaitTermination()
print(left)
