-- fails "two homes": a block is in no batch before the tick
local ssc = StreamingContext("local-cluster[3,2,1024]", "copies",
   Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999,
   StorageLevel.MEMORY_ONLY)
lines:persist(StorageLevel.MEMORY_ONLY_2)
lines:count():print()
ssc:start()
ssc:awaitTermination()
