-- fails "one shuffle a batch": batch 2 (10000 ms) shuffles all words of 30 s
local ssc = StreamingContext("local[2]", "thirty", Seconds(5))
local function add(a, b) return a + b end
ssc:socketTextStream("localhost", 9999)
   :map(function(word) return word, 1 end)
   :window(Seconds(30), Seconds(10)):reduceByKey(add)
   :print()
ssc:start()
ssc:awaitTermination()
