-- fails "no core too many": 3 are enough
local ssc = StreamingContext("local[*]", "stable", Seconds(1))
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return line:upper() end)
   :cost(Milliseconds(12))
   :foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
