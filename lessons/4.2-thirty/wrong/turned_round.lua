-- fails "30 every 10": the window at 30 s is 10 s long, wanted 30 s
local ssc = StreamingContext("local[2]", "thirty", Seconds(5))
local function add(a, b) return a + b end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, Seconds(10), Seconds(30))
   :print()
ssc:start()
ssc:awaitTermination()
