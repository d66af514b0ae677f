-- fails "all is printed": batch 2 (2000 ms) prints 2
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(4), Seconds(2))
  :filter(function(n) return n ~= "1" end)
  :print()
ssc:start()
ssc:awaitTermination()
