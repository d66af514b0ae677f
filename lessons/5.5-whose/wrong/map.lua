-- fails "running count": what adds ran more than once
local ssc   = StreamingContext("local[2]", "whose", Seconds(1))
local bad   = ssc:sparkContext():longAccumulator("bad")
local lines = ssc:socketTextStream("localhost", 9999):map(function(line)
  if not tonumber(line) then bad:add(1) end
  return line
end)
lines:foreachRDD(function(rdd, time)
  rdd:count()
  print(time, bad:value())
end)
lines:count():print()
ssc:start()
ssc:awaitTermination()
