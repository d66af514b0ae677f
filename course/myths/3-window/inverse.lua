local ssc = StreamingContext("local[2]", "thirty", Seconds(5))
ssc:checkpoint("checkpoint")
local function add(a, b) return a + b end
local function sub(a, b) return a - b end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, sub, Seconds(30), Seconds(10))
   :print()
ssc:start()
ssc:awaitTermination()
