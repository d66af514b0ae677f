-- fails "first batch": prints (hello world,1), and no such word is in it
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKey(function(a, b) return a + b end)
   :print()
ssc:start()
ssc:awaitTermination()
