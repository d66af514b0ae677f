-- fails "all written": no row has that name
local ssc      = StreamingContext("local[3]", "connect", Seconds(1))
local readings = ssc:socketTextStream("localhost", 9999)
readings:foreachRDD(function(rdd, time)
  rdd:foreachPartition(function(lines)
    local n = 0
    for line in lines do
      n = n + 1
    end
    local store = Store.open("readings")
    store:add("count", n)
    store:close()
  end)
end)
ssc:start()
ssc:awaitTermination()
