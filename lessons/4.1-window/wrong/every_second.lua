-- fails "slide kept": the first window ends at 1 s
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(2), Seconds(1))
       :print()
ssc:start()
ssc:awaitTermination()
