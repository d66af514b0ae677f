local ssc = StreamingContext("local[2]", "words", Seconds(1))
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
ssc:socketTextStream("localhost", 9999)
   :flatMap(split)
   -- 1. make a pair of each word: the word and 1
   -- 2. add up the ones of each word
   :print()
ssc:start()
ssc:awaitTermination()
