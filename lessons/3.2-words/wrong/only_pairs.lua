-- fails "first batch": no shuffle brought the words together; each task works alone
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word) return word, 1 end)
   -- 2. add up the ones of each word
   :print()
ssc:start()
ssc:awaitTermination()
