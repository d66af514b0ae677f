-- fails "as recomputed": `sub` gets what was there first
local ssc = StreamingContext("local[2]", "inout", Seconds(1))
ssc:checkpoint("checkpoint")
local function add(a, b) return a + b end
local function sub(a, b) return b - a end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, sub, Seconds(4), Seconds(2))
   :print()
ssc:start()
ssc:awaitTermination()
