-- fails "running count": copies of `bad.n`
local ssc   = StreamingContext("local[2]", "whose", Seconds(1))
local bad   = {n = 0}
local lines = ssc:socketTextStream("localhost", 9999)
lines:foreachRDD(function(rdd, time)
  rdd:foreach(function(line)
    if not tonumber(line) then bad.n = bad.n + 1 end
  end)
  print(time, bad.n)
end)
lines:count():print()
ssc:start()
ssc:awaitTermination()
