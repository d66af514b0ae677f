-- fails "two windows each": batch 1 (1000 ms) is in 3 windows (at 2, 4, 6 s), wanted 2: a window every 2 s looks back 6 s
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(6), Seconds(2))
       :print()
ssc:start()
ssc:awaitTermination()
