-- fails "running count": copies of `seen.bad`
local ssc   = StreamingContext("local[2]", "whose", Seconds(1))
local seen  = {}
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  rdd:foreach(function(line)
    if not tonumber(line) then seen.bad = (seen.bad or 0) + 1 end
  end)
  print(time, seen.bad or 0)
end)
lines:count():print()
ssc:start()
ssc:awaitTermination()
