-- fails "slide kept": now the slide is greater than the length, and batches 1, 4 are in no window
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(2), Seconds(3))
       :print()
ssc:start()
ssc:awaitTermination()
