-- fails "two homes": there is no second one
local ssc = StreamingContext("local-cluster[1,4,1024]", "copies",
   Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:count():print()
ssc:start()
ssc:awaitTermination()
