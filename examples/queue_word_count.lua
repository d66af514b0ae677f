-- examples/queue_word_count.lua -- a word count without a socket: each batch takes the
-- next RDD of a list, so you choose what is in which batch.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/queue_word_count.lua
local conf = SparkConf():setAppName("QueueWordCount"):setMaster("local[2]")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local lines = ssc:queueStream({
  sc:parallelize({ "to be or", "not to be" }),
  sc:parallelize({ "that is the question" }),
})

lines:flatMap(function(line) return split(line) end)
  :map(function(word) return word, 1 end)
  :reduceByKey(function(a, b) return a + b end)
  :print()

ssc:start()
ssc:awaitTermination()
