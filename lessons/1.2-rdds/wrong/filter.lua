-- fails "silent when empty": an RDD all the same
local ssc   = StreamingContext("local[2]", "rdds", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:filter(function(line) return #line > 0 end):foreachRDD(function(rdd, time)
  print(time .. ": " .. rdd:count())
end)
ssc:start()
ssc:awaitTermination()
