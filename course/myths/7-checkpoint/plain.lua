local ssc = StreamingContext("local[2]", "plain", Seconds(1))
local words = ssc:socketTextStream("localhost", 9999)
local function add(a, b) return a + b end
local pairs = words:map(function(word) return word, 1 end)
words:window(Seconds(3)):print()
pairs:reduceByKeyAndWindow(add, Seconds(3)):print()
pairs:groupByKeyAndWindow(Seconds(3)):print()
ssc:start()
ssc:awaitTermination()
