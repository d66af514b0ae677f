-- fails "runs": there is one machine
local ssc = StreamingContext("local[4]", "copies",
   Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999,
   StorageLevel.MEMORY_ONLY)
lines:count():print()
ssc:start()
ssc:awaitTermination()
