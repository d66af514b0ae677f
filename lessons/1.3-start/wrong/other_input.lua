-- fails "batches come": nothing is read from localhost:9999
local conf  = SparkConf():setAppName("start"):setMaster("local[2]")
local ssc   = StreamingContext(conf, Seconds(1))
local lines = ssc:queueStream({})
lines:print()
lines:map(function(line) return line:upper() end):print()
ssc:start()
ssc:awaitTermination()
