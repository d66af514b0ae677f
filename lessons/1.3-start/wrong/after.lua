-- fails "runs": start closes the description
local conf  = SparkConf():setAppName("start"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
ssc:start()
ssc:awaitTermination()
lines:map(function(line) return line:upper() end):print()
