-- fails "three": is counted in 4 partitions, wanted 3
local ssc   = StreamingContext("local[2]", "shuffle", Seconds(1))
local names = ssc:socketTextStream("localhost", 9999)
local function add(a, b) return a + b end
names:map(function(name) return name, 1 end)
     :reduceByKey(add, 4)
     :print()
-- Which partition counts each key? The first one is 0.
answers = { hello = 1, california = 0, world = 0, ["new york"] = 2 }
ssc:start()
ssc:awaitTermination()
