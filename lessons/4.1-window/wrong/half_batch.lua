-- fails "runs": a window is a union of whole batches
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Milliseconds(2500), Seconds(2))
       :print()
ssc:start()
ssc:awaitTermination()
