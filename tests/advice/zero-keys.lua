-- sluice run --explain --feed 9999=words.txt:rate=2/s --until 6s
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "zero", Seconds(1))
ssc:checkpoint("checkpoint")
local function add(a, b) return a + b end
local function subtract(a, b) return a - b end
ssc:socketTextStream("localhost", 9999):flatMap(split)
  :map(function(word) return word, 1 end)
  :reduceByKeyAndWindow(add, subtract, Seconds(2), Seconds(1))
  :print()
ssc:start()
ssc:awaitTermination()
