-- fails "two windows each": 5 s / 2 s is no whole number, so some are in more windows
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(5), Seconds(2))
       :print()
ssc:start()
ssc:awaitTermination()
