-- fails "the right number": in all batches so far
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local total = 0
lines:foreachRDD(function(rdd) total = total + rdd:count() print(total) end)
ssc:start()
ssc:awaitTermination()
