-- fails "no core too many": takes what the machine has, here 4 cores
local ssc = StreamingContext("local[*]", "cores", Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
a:union(b):print()
ssc:start()
ssc:awaitTermination()
