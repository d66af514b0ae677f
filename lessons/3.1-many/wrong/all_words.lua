-- fails "right words": batch 1 (1000 ms) prints "to be or not to be", wanted "not"
local ssc   = StreamingContext("local[2]", "many", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
local words = lines:flatMap(split)
words
     :map(function(word) return word:lower() end)
     :print()
ssc:start()
ssc:awaitTermination()
