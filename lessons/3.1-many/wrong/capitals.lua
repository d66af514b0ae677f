-- fails "right words": batch 2 (2000 ms) prints "That THE question
local ssc   = StreamingContext("local[2]", "many", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
local words = lines:flatMap(split)
words:filter(function(word) return #word >= 3 end)

     :print()
ssc:start()
ssc:awaitTermination()
