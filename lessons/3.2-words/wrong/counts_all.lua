-- fails "first batch": batch 1 (1000 ms) prints 3: that is no pair
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :count()
   :print()
ssc:start()
ssc:awaitTermination()
