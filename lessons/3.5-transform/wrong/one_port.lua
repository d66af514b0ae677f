-- fails "others stay": the program reads 20 lines, and 22 arrive: leave its input as it is
local ssc   = StreamingContext("local[3]", "transform", Seconds(1))
local posts = ssc:socketTextStream("localhost", 9999)
  :map(function(line) return line:match("(%S+) (.+)") end)
posts:print()
ssc:start()
ssc:awaitTermination()
