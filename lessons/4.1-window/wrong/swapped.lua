-- fails "slide kept": the first window ends at 4 s, wanted 2 s: now the slide is greater than the length, and batches 1, 2, 5, 6 are in no window
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(2), Seconds(4))
       :print()
ssc:start()
ssc:awaitTermination()
