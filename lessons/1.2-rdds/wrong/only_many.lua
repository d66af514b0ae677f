-- fails "says how many": and prints nothing
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  if rdd:count() > 3 then
    print(time .. ": " .. rdd:count())
  end
end)
ssc:start()
ssc:awaitTermination()
