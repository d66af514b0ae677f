-- fails "slide kept": no window was made
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:print()

ssc:start()
ssc:awaitTermination()
