-- sluice run --explain --feed 9999=words.txt --until 3s
-- The greater of two is the same both ways, and so is their product.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "say", Seconds(1))
local words = ssc:socketTextStream("localhost", 9999)
  :map(function(line) return split(line)[2], split(line)[3] end):cache()
words:reduceByKey(function(a, b) return a > b and a or b end):print()
words:mapValues(string.len):reduceByKey(function(a, b) return a * b end):print()
ssc:start()
ssc:awaitTermination()
