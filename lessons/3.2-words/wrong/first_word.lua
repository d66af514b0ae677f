-- fails "first batch": your function got 1 and 1
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word) return word, 1 end)
   :reduceByKey(function(a) return a end)
   :print()
ssc:start()
ssc:awaitTermination()
