-- fails "first batch": no shuffle brought the words together; each task works alone
local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
local seen = {}
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   :map(function(word)
     seen[word] = (seen[word] or 0) + 1
     return word, seen[word]
   end)
   :print()
ssc:start()
ssc:awaitTermination()
