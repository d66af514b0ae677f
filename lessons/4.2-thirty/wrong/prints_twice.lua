-- fails "each word once": batch 2 (10000 ms): x stands there 2 times
local ssc = StreamingContext("local[2]", "thirty", Seconds(5))
local function add(a, b) return a + b end
local counts = ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, Seconds(30), Seconds(10))
counts:print()
counts:print()
ssc:start()
ssc:awaitTermination()
