-- fails "long words": batch 2 (2000 ms) prints nothing, wanted the sea
local ssc   = StreamingContext("local[2]", "long words", Seconds(1))
local words = ssc:socketTextStream("localhost", 9999)
words:filter(function(word) return #word > 3 end):print()
ssc:start()
ssc:awaitTermination()
