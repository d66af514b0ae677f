-- fails "no gap": batch 1 (1000 ms) is in no window
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(1), Seconds(2))
       :print()
ssc:start()
ssc:awaitTermination()
