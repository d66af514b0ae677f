-- fails "runs": a connection cannot travel
local ssc      = StreamingContext("local[3]", "connect", Seconds(1))
local readings = ssc:socketTextStream("localhost", 9999)
readings:foreachRDD(function(rdd, time)
  local store = Store.open("readings")
  rdd:foreachPartition(function(lines)
    for line in lines do
      store:add(line, 1)
    end
  end)
  store:close()
end)
ssc:start()
ssc:awaitTermination()
