-- fails "hidden": your function also adds up sums of parts, here 2 and 3
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word) return word, 1 end)
   :reduceByKey(function(a, b) return a + 1 end)
   :print()
ssc:start()
ssc:awaitTermination()
