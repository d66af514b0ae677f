-- fails "slide kept": a window ends at 4 s, wanted one at 6 s
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(4), Seconds(4)):print()
numbers:window(Seconds(4), Seconds(2))
       :print()
ssc:start()
ssc:awaitTermination()
