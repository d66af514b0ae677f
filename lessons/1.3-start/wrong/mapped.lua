-- fails "both right": the first output of batch 1 (1000 ms) prints "THE GATE OPENS
local conf  = SparkConf():setAppName("start"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines = lines:map(function(line) return line:upper() end)
lines:print()
lines:print()
ssc:start()
ssc:awaitTermination()
