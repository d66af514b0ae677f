-- fails "two homes": the block cut at 3 s is on executor 0 only, and gone with it
local ssc = StreamingContext("local-cluster[3,2,1024]", "copies",
   Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999,
   StorageLevel.MEMORY_ONLY_SER)
lines:count():print()
ssc:start()
ssc:awaitTermination()
