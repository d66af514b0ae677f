-- fails "slide kept": the program reads
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:queueStream({})
numbers:window(Seconds(4), Seconds(2))
       :print()
ssc:start()
ssc:awaitTermination()
