-- fails "no dead keys": the others are only hidden
local ssc = StreamingContext("local[2]", "inout", Seconds(1))
ssc:checkpoint("checkpoint")
local function add(a, b) return a + b end
local function sub(a, b) return a - b end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, sub, Seconds(4), Seconds(2))
   :filter(function(word, n) return n > 0 end)
   :print()
ssc:start()
ssc:awaitTermination()
