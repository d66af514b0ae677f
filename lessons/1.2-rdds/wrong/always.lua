-- fails "silent when empty": printed `1000 ms: 0`, though nothing came
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  if rdd ~= nil then
    print(time .. ": " .. rdd:count())
  end
end)
ssc:start()
ssc:awaitTermination()
