-- fails "nobody waits": batch 1 (1000 ms) is `processing`
local ssc = StreamingContext("local[2]", "cores", Seconds(1))
local a   = ssc:socketTextStream("localhost", 9999)
local b   = ssc:socketTextStream("localhost", 9998)
local words = a:union(b):map(function(line) return line, 1 end)
words:reduceByKey(function(x, y) return x + y end):print()
ssc:start()
ssc:awaitTermination()
