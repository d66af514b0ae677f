-- Shuffles of streams and of RDDs that functions of outputs make; one is read by two
-- batches, one by two outputs, one by nobody.
-- SPDX-License-Identifier: MIT
local ssc = StreamingContext("local[2]", "shuffles", Seconds(1))
local lines = ssc:generatorStream(function(number)
  return {"batch " .. number, "batch"}
end)
local words = lines:flatMap(function(line, emit)
  for word in line:gmatch("%w+") do emit(word) end
end)
local ones = words:map(function(word) return word, 1 end)

lines:foreachRDD(function(rdd) print(rdd:repartition(3):count()) end)
lines:transform(function(rdd) return rdd:repartition(2) end):print()
ones:join(ones):print()
local counts = ones:reduceByKey(function(a, b) return a + b end)
counts:window(Seconds(2)):print()
counts:count():print()
ones:groupByKey():foreachRDD(function() end)
ssc:start()
ssc:awaitTermination()
