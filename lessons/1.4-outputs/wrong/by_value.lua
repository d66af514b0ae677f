-- fails "one number a batch": prints 3 lines
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:countByValue():print()
ssc:start()
ssc:awaitTermination()
