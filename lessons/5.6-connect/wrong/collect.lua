-- fails "one a partition": the driver opened the store
local ssc      = StreamingContext("local[3]", "connect", Seconds(1))
local readings = ssc:socketTextStream("localhost", 9999)
readings:foreachRDD(function(rdd, time)
  local store = Store.open("readings")
  for _, line in ipairs(rdd:collect()) do
    store:add(line, 1)
  end
  store:close()
end)
ssc:start()
ssc:awaitTermination()
