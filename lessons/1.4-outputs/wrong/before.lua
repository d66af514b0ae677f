-- fails "one number a batch": runs once, before the first batch
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local n = 0
lines:foreachRDD(function(rdd) n = rdd:count() end)
ssc:start()
print(n)
ssc:awaitTermination()
