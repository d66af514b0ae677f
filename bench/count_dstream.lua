-- count_dstream.lua FILE ROUNDS -- word count as a streaming program; a round is a batch.
-- SPDX-License-Identifier: MIT
package.path = "bench/?.lua"
local text = require("text")

local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

-- The same RDD again for each batch, as plain Lua reads the same list again.
local input = ssc:sparkContext():parallelize(text.read_lines(arg[1]))
local batches = {}
for i = 1, tonumber(arg[2]) do
  batches[i] = input
end

local words = ssc:queueStream(batches):flatMap(function(line) return split(line) end)
local ones = words:map(function(word) return word, 1 end)
local counts = ones:reduceByKey(function(a, b) return a + b end)

counts:foreachRDD(function(rdd)
  local tally = text.tally()
  for _, word in ipairs(rdd:collect()) do
    tally:add(word._1, word._2)
  end
  tally:print()
end)

ssc:start()
ssc:awaitTermination()
