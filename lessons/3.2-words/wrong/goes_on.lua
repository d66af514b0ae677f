-- fails "starts anew": begin anew
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(function(a, b) return a + b end, Seconds(10))
   :print()
ssc:start()
ssc:awaitTermination()
