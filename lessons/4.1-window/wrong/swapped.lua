-- fails "slide kept": now the slide is greater than the length, and batches 1, 2, 5, 6
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(2), Seconds(4))
       :print()
ssc:start()
ssc:awaitTermination()
