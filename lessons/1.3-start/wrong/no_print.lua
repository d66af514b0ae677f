-- fails "two outputs": nobody prints what `map` makes
local conf  = SparkConf():setAppName("start"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
lines:map(function(line) return line:upper() end)
ssc:start()
ssc:awaitTermination()
