-- fails "one shuffle": batch 1 (1000 ms) has 2 shuffles, wanted 1
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :repartition(1)
   :map(function(word) return word, 1 end)
   :reduceByKey(function(a, b) return a + b end)
   :print()
ssc:start()
ssc:awaitTermination()
