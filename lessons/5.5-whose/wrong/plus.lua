-- fails "runs": a task adds with `bad:add(1)`
local ssc   = StreamingContext("local[2]", "whose", Seconds(1))
local bad = ssc:sparkContext():longAccumulator("bad")
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  rdd:foreach(function(line)
    if not tonumber(line) then bad = bad + 1 end
  end)
  print(time, bad)
end)
lines:count():print()
ssc:start()
ssc:awaitTermination()
