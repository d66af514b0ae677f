local ssc      = StreamingContext("local[3]", "connect", Seconds(1))
local readings = ssc:socketTextStream("localhost", 9999)
readings:foreachRDD(function(rdd, time)
  rdd:foreachPartition(function(lines)
    local store = Store.open("readings")
    for line in lines do
      store:add(line, 1)
    end
    store:close()
  end)
end)
ssc:start()
ssc:awaitTermination()
