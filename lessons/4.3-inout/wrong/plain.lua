-- fails "only the edges": batch 6 (6000 ms) adds up 4 batches again
local ssc = StreamingContext("local[2]", "inout", Seconds(1))
local function add(a, b) return a + b end
local function sub(a, b) return a - b end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, Seconds(4), Seconds(2))
   :print()
ssc:start()
ssc:awaitTermination()
