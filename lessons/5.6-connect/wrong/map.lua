-- fails "in time": openings of 20 ms
local ssc      = StreamingContext("local[3]", "connect", Seconds(1))
local readings = ssc:socketTextStream("localhost", 9999)
readings:map(function(line)
  local store = Store.open("readings")
  store:add(line, 1)
  store:close()
  return line
end):foreachRDD(function(rdd)
  rdd:count()
end)
ssc:start()
ssc:awaitTermination()
