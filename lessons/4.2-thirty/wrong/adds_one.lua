-- fails "totals": batch 2 (10000 ms) prints (x,3) (y,1), wanted (x,4) (y,1)
local ssc = StreamingContext("local[2]", "thirty", Seconds(5))
local function add(a, b) return a + 1 end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, Seconds(30), Seconds(10))
   :print()
ssc:start()
ssc:awaitTermination()
