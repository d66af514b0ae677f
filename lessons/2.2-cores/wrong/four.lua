-- fails "no core too many": 4 cores, wanted 3
local ssc = StreamingContext("local[4]", "cores", Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
a:union(b):print()
ssc:start()
ssc:awaitTermination()
