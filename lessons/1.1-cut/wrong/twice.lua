-- fails "none lost": arrived once and is printed 2 times
local conf  = SparkConf():setAppName("cut"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Milliseconds(500))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
lines:print()
ssc:start()
ssc:awaitTermination()
