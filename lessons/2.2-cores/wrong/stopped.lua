-- fails "nobody waits": waits
local ssc = StreamingContext("local[2]", "cores", Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
a:union(b):print()
ssc:start()
ssc:awaitTerminationOrTimeout(4500)
ssc:stop(true, false)
