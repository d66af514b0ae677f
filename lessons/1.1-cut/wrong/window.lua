-- fails "apart": it prints what came in other batches, too
local conf  = SparkConf():setAppName("cut"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Milliseconds(500))
local lines = ssc:socketTextStream("localhost", 9999)
lines:window(Seconds(1)):print()
ssc:start()
ssc:awaitTermination()
