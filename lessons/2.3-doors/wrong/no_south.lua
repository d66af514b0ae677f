-- fails "every car once": were sent through both doors
local ssc   = StreamingContext("local[4]", "doors", Seconds(1))
local north = ssc:socketTextStream("localhost", 9999)
local cars  = north:repartition(4)
cars:foreachRDD(function(rdd, time)
  print(time, rdd:getNumPartitions(), rdd:count())
end)
ssc:start()
ssc:awaitTermination()
