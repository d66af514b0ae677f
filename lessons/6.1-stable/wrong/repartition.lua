-- fails "stable": still one free core
local ssc = StreamingContext("local[2]", "stable", Seconds(1))
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return line:upper() end)
   :cost(Milliseconds(12))
   :repartition(8)
   :foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
