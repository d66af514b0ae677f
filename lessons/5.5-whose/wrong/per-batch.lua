-- fails "running count": of this batch alone
local ssc   = StreamingContext("local[2]", "whose", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  local bad = ssc:sparkContext():longAccumulator("bad")
  rdd:foreach(function(line)
    if not tonumber(line) then bad:add(1) end
  end)
  print(time, bad:value())
end)
lines:count():print()
ssc:start()
ssc:awaitTermination()
