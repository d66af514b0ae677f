-- fails "two homes": in a file of the log
local conf = SparkConf():setAppName("copies"):setMaster("local-cluster[3,2,1024]")
  :set("spark.streaming.receiver.writeAheadLog.enable", "true")
local ssc = StreamingContext(conf, Seconds(1))
ssc:checkpoint("checkpoint")
local lines = ssc:socketTextStream("localhost", 9999)
lines:count():print()
ssc:start()
ssc:awaitTermination()
