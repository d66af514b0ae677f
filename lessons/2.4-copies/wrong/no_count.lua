-- fails "no block lost": prints nothing, wanted
local ssc = StreamingContext("local-cluster[3,2,1024]", "copies",
   Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
lines:count():filter(function(n) return n == 20 end):print()
ssc:start()
ssc:awaitTermination()
