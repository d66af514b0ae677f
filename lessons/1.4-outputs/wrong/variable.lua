-- fails "one number a batch": runs once, when the stream has ended
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local n
lines:foreachRDD(function(rdd) n = rdd:count() end)
ssc:start()
ssc:awaitTermination()
print(n)
