-- fails "nobody waits": is `processing`
local conf = SparkConf():setAppName("cores"):setMaster("local[2]")
  :set("spark.default.parallelism", "3")
local ssc = StreamingContext(conf, Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
a:union(b):print()
ssc:start()
ssc:awaitTermination()
