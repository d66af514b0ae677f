local ssc = StreamingContext("local[2]", "thirty", Seconds(5))
local function add(a, b) return a + b end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, Seconds(30), Seconds(10))
   :print()
ssc:start()
ssc:awaitTermination()
