-- fails "30 every 10": no window was made
local ssc = StreamingContext("local[2]", "thirty", Seconds(5))
local function add(a, b) return a + b end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKey(add)
   :print()
ssc:start()
ssc:awaitTermination()
