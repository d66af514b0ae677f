-- fails "runs": whether it means seconds or milliseconds
local conf  = SparkConf():setAppName("cut"):setMaster("local[2]")
local ssc   = StreamingContext(conf, 500)
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
ssc:start()
ssc:awaitTermination()
