-- fails "no shuffle": batch 1 (1000 ms) has a shuffle
local ssc   = StreamingContext("local[2]", "many", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
local words = lines:flatMap(split)
words:repartition(1):filter(function(word) return #word >= 3 end)
     :map(function(word) return word:lower() end)
     :print()
ssc:start()
ssc:awaitTermination()
