-- fails "one number a batch": nothing reduces to nothing
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local function add(a, b) return a + b end
lines:map(function() return 1 end):reduce(add):print()
ssc:start()
ssc:awaitTermination()
