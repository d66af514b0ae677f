-- examples/sliding_counts.lua -- a long window that slides by little: with an inverse
-- function Spark takes the last window, subtracts the batches that leave and adds those
-- that enter. The filter drops a word when its count is back at 0; without it the word
-- would stay in the window for ever.
-- SPDX-License-Identifier: MIT
--
--   ./sluice run examples/sliding_counts.lua
local ssc = StreamingContext("local[2]", "SlidingCounts", Seconds(1))
ssc:checkpoint("checkpoint")

local batches = {}
for i, line in ipairs({ "cat cat dog", "cat dog dog", "cat", "cat cat cat", "cat", "cat cat",
  "cat", "cat", "cat cat", "cat cat cat cat" }) do
  batches[i] = ssc:sparkContext():parallelize(split(line))
end
local ones = ssc:queueStream(batches):map(function(word) return word, 1 end)

local function add(a, b) return a + b end
local function subtract(a, b) return a - b end
local function is_left(_, count) return count > 0 end

ones:reduceByKeyAndWindow(add, subtract, Seconds(8), Seconds(2), 2, is_left):print()

ssc:start()
ssc:awaitTermination()
