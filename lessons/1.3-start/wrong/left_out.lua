-- fails "two outputs": what is not above start is not in it
local conf  = SparkConf():setAppName("start"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
ssc:start()
ssc:awaitTermination()
