-- fails "runs": write it in milliseconds
local conf  = SparkConf():setAppName("cut"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(0.5))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
ssc:start()
ssc:awaitTermination()
