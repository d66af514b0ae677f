-- fails "in time": openings of 20 ms
local ssc      = StreamingContext("local[3]", "connect", Seconds(1))
local readings = ssc:socketTextStream("localhost", 9999)
readings:foreachRDD(function(rdd, time)
  rdd:foreachPartition(function(lines)
    for line in lines do
      local store = Store.open("readings")
      store:add(line, 1)
      store:close()
    end
  end)
end)
ssc:start()
ssc:awaitTermination()
