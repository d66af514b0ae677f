-- fails "runs": the whole stream; ask `rdd`
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  if lines:count() > 0 then
    print(time .. ": " .. rdd:count())
  end
end)
ssc:start()
ssc:awaitTermination()
