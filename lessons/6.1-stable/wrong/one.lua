-- fails "every line": the receiver holds the only core
local ssc = StreamingContext("local[1]", "stable", Seconds(1))
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return line:upper() end)
   :cost(Milliseconds(12))
   :foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
