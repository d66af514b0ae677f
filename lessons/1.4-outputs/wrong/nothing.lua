-- fails "one number a batch": no output prints
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local n = lines:count()
n:foreachRDD(function(rdd) end)
ssc:start()
ssc:awaitTermination()
