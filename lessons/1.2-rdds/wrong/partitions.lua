-- fails "says how many": it has so many partitions, not records
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  if not rdd:isEmpty() then
    print(time .. ": " .. rdd:getNumPartitions())
  end
end)
ssc:start()
ssc:awaitTermination()
