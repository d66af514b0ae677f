-- fails "batches come": awaitTermination is what waits
local conf  = SparkConf():setAppName("start"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:print()
lines:map(function(line) return line:upper() end):print()
ssc:start()
