-- Cars pass, one every 50 ms. The executor that receives them dies at 3.5 s, and blocks
-- with a single copy die with it. Without StorageLevel.MEMORY_ONLY they have two.
-- ./sluice run examples/copies.lua --world examples/text/copies.world --until 5s
local ssc  = StreamingContext("local-cluster[3,2,1024]", "copies", Seconds(1))
local cars = ssc:socketTextStream("localhost", 9999, StorageLevel.MEMORY_ONLY)

cars:count():print()

ssc:start()
ssc:awaitTermination()
