-- fails "30 every 10": the window at 12 s is 32 s long, wanted 30 s: you changed the question
local ssc = StreamingContext("local[2]", "thirty", Seconds(4))
local function add(a, b) return a + b end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :reduceByKeyAndWindow(add, Seconds(32), Seconds(12))
   :print()
ssc:start()
ssc:awaitTermination()
