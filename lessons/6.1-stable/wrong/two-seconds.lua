-- fails "stable": A longer interval brings more lines
local ssc = StreamingContext("local[2]", "stable", Seconds(2))
ssc:socketTextStream("localhost", 9999)
   :map(function(line) return line:upper() end)
   :cost(Milliseconds(12))
   :foreachRDD(function(rdd) rdd:count() end)
ssc:start()
ssc:awaitTermination()
