-- fails "both right": each of 2 receivers holds a core
local conf  = SparkConf():setAppName("start"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
local more = ssc:socketTextStream("localhost", 9999)
more:map(function(line) return line:upper() end):print()
ssc:start()
ssc:awaitTermination()
