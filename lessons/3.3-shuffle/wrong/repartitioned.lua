-- fails "three": `repartition` made three
local ssc   = StreamingContext("local[2]", "shuffle", Seconds(1))
local names = ssc:socketTextStream("localhost", 9999)
local function add(a, b) return a + b end
names:repartition(3):map(function(name) return name, 1 end)
     :reduceByKey(add)
     :print()
-- Which partition counts each key? The first one is 0.
answers = { hello = 1, california = 0, world = 0, ["new york"] = 2 }
ssc:start()
ssc:awaitTermination()
