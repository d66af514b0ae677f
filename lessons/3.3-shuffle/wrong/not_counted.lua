-- fails "same totals": prints (california,1) (hello,1), wanted (california,1) (hello,2)
local ssc   = StreamingContext("local[2]", "shuffle", Seconds(1))
local names = ssc:socketTextStream("localhost", 9999)
local function add(a, b) return a + b end
names:map(function(name) return name, 1 end)
     :reduceByKey(function(a) return a end, 3)
     :print()
-- Which partition counts each key? The first one is 0.
answers = { hello = 1, california = 0, world = 0, ["new york"] = 2 }
ssc:start()
ssc:awaitTermination()
