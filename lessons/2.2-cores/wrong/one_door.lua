-- fails "nobody waits": prints 1 of the 2 lines
local ssc = StreamingContext("local[3]", "cores", Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
b:filter(function() return false end):union(a):print()
ssc:start()
ssc:awaitTermination()
