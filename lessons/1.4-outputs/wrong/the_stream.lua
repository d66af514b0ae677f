-- fails "the right number": is no number
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local n = lines:count()
lines:foreachRDD(function() print(n) end)
ssc:start()
ssc:awaitTermination()
