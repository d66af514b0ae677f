-- fails "runs": a stream is never empty
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  if not lines:isEmpty() then
    print(time .. ": " .. rdd:count())
  end
end)
ssc:start()
ssc:awaitTermination()
