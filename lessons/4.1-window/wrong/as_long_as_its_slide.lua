-- fails "two windows each": a window every 2 s looks back 2 s
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(2), Seconds(2))
       :print()
ssc:start()
ssc:awaitTermination()
