-- fails "nobody waits": is `processing` and does not end, 4 more are `queued`
local ssc = StreamingContext("local[2]", "cores", Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
a:print()
b:print()
ssc:start()
ssc:awaitTermination()
