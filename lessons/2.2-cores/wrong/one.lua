-- fails "receivers run": receiver 1 never gets a core
local ssc = StreamingContext("local[1]", "cores", Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
a:union(b):print()
ssc:start()
ssc:awaitTermination()
