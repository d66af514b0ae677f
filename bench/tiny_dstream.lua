-- tiny_dstream.lua -- very many very small batches: word count of 20 words.
-- SPDX-License-Identifier: MIT
local conf = SparkConf():setAppName("Bench"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))

local lines = { "the river rises in the hills and runs to",
  "the sea and the sea gives it back to the clouds" }
local input = ssc:sparkContext():parallelize(lines, 2)

-- Nothing is in the queue: each batch gets the same RDD.
ssc:queueStream({}, true, input):flatMap(split)
  :map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end)
  :print()
ssc:start()
ssc:awaitTermination()
