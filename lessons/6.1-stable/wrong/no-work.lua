-- fails "every line": The work itself stays
local ssc = StreamingContext("local[2]", "stable", Seconds(1))
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return line:upper() end)
   :foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
