-- fails "runs": nobody has asked for it
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local n = lines:count()
print(n)
ssc:start()
ssc:awaitTermination()
