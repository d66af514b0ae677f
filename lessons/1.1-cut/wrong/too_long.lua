-- fails "apart": its 2 s hold them both
local conf  = SparkConf():setAppName("cut"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(2))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
ssc:start()
ssc:awaitTermination()
