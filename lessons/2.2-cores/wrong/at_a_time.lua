-- fails "nobody waits": is `processing` and does not end
local conf = SparkConf():setAppName("cores"):setMaster("local[2]")
  :set("spark.streaming.concurrentJobs", "2")
local ssc = StreamingContext(conf, Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
a:union(b):print()
ssc:start()
ssc:awaitTermination()
