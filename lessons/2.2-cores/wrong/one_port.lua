-- fails "receivers run": has 1 of the 2 receivers
local ssc = StreamingContext("local[2]", "cores", Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b = a
a:print()
ssc:start()
ssc:awaitTermination()
