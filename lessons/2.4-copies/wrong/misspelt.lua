-- fails "runs": StorageLevel has no level
local ssc = StreamingContext("local-cluster[3,2,1024]", "copies",
   Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999,
   StorageLevel.MEMORY_ONLY2)
lines:count():print()
ssc:start()
ssc:awaitTermination()
