-- fails "no click lost": the program reads 6 lines, and 9 arrive: leave its input as it is
local ssc = StreamingContext("local[3]", "join", Seconds(1))
local function keyed(line)
  return line:match("(%S+) (%S+)")
end
local clicks    = ssc:socketTextStream("localhost", 9999):map(keyed)
clicks:mapValues(function(page) return page .. "@?" end):print()
ssc:start()
ssc:awaitTermination()
