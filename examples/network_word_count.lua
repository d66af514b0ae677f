-- examples/network_word_count.lua
local conf = SparkConf():setAppName("NetworkWordCount"):setMaster("local[2]")
local ssc  = StreamingContext(conf, Seconds(1))

local words = ssc:socketTextStream("localhost", 9999):flatMap(function(line) return split(line) end)
local ones  = words:map(function(word) return word, 1 end)

ones:reduceByKey(function(a, b) return a + b end):print()
ones:reduceByKeyAndWindow(function(a, b) return a + b end, Seconds(3), Seconds(2)):print()

ssc:start()
ssc:awaitTermination()
