-- fails "none lost": is printed in no batch
local conf  = SparkConf():setAppName("cut"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:filter(function(line) return line ~= "b" end):print()
ssc:start()
ssc:awaitTermination()
