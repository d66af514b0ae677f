-- fails "a batch a second": a batch is 5000 ms now
local ssc   = StreamingContext("local[2]", "rdds", Seconds(5))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  print(time .. ": " .. rdd:count())
end)
ssc:start()
ssc:awaitTermination()
