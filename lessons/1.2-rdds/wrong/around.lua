-- fails "runs": one for each batch to come
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
if lines:count() > 0 then
  lines:foreachRDD(function(rdd, time)
    print(time .. ": " .. rdd:count())
  end)
end
ssc:start()
ssc:awaitTermination()
