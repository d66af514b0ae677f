-- fails "both right": outputs run in the order
local conf  = SparkConf():setAppName("start"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:map(function(line) return line:upper() end):print()
lines:print()
ssc:start()
ssc:awaitTermination()
