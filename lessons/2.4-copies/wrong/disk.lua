-- fails "two homes": A disk is part of its machine
local ssc = StreamingContext("local-cluster[3,2,1024]", "copies",
   Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999,
   StorageLevel.MEMORY_AND_DISK)
lines:count():print()
ssc:start()
ssc:awaitTermination()
