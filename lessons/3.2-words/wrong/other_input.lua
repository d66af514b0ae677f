-- fails "first batch": the program reads
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:queueStream({})
   :flatMap(split)
   :map(function(word) return word, 1 end)
   :reduceByKey(function(a, b) return a + b end)
   :print()
ssc:start()
ssc:awaitTermination()
