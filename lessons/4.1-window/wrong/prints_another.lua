-- fails "all is printed": prints 2; the batches of its window hold 1 2
local ssc     = StreamingContext("local[2]", "window", Seconds(1))
local numbers = ssc:socketTextStream("localhost", 9999)
numbers:window(Seconds(4), Seconds(2)):count():print()

ssc:start()
ssc:awaitTermination()
