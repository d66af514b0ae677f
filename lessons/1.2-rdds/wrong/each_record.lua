-- fails "says how many": prints 3 lines, wanted one
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  for _, line in ipairs(rdd:collect()) do
    print(time .. ": " .. line)
  end
end)
ssc:start()
ssc:awaitTermination()
