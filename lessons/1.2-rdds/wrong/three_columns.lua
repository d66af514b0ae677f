-- fails "says how many": prints `2000 ms 2 3`, wanted
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  if not rdd:isEmpty() then
    print(time, rdd:getNumPartitions(), rdd:count())
  end
end)
ssc:start()
ssc:awaitTermination()
