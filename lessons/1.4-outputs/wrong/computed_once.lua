-- fails "one number a batch": prints 4 lines
local ssc   = StreamingContext("local[2]", "outputs", Seconds(1))
local lines = ssc:socketTextStream("localhost", 9999)
local loud = lines:map(function(line)
  print("saw " .. line)
  return line
end)
loud:cache()
loud:print()
loud:count():print()
ssc:start()
ssc:awaitTermination()
