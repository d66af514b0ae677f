-- fails "right words": `map` makes one result for one line
local ssc   = StreamingContext("local[2]", "many", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local function split(line, emit)
  for word in line:gmatch("%S+") do emit(word) end
end
local words = lines:map(function(line)
  local list = {}
  split(line, function(word) list[#list + 1] = word end)
  return list
end)
words:print()
ssc:start()
ssc:awaitTermination()
