-- fails "every line": The work itself stays
local ssc = StreamingContext("local[2]", "stable", Seconds(1))
ssc:socketTextStream("localhost", 9999)
   :filter(function(line) return not line:find("[13579]$") end)
   :map(function(line) return line:upper() end)
   :cost(Milliseconds(12))
   :foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
