-- fails "empty stays empty": batch 3 (3000 ms) has no word and no header
local ssc   = StreamingContext("local[2]", "many", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
local words = lines:flatMap(split)
words:filter(function(word) return #word >= 3 end)
     :map(function(word) return word:lower() end)
     :foreachRDD(function(rdd)
       for _, word in ipairs(rdd:collect()) do print(word) end
     end)
ssc:start()
ssc:awaitTermination()
