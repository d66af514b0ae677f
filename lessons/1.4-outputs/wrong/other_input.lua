-- fails "something to do": nothing is read from localhost:9999
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:queueStream({})
local n     = lines:count()
n:print()
ssc:start()
ssc:awaitTermination()
