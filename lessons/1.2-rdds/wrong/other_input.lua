-- fails "a batch a second": nothing is read from localhost:9999
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:queueStream({})
lines:foreachRDD(function(rdd, time)
  if not rdd:isEmpty() then
    print(tostring(time) .. ": " .. rdd:count())
  end
end)
ssc:start()
ssc:awaitTermination()
