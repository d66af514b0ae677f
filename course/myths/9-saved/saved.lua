local function create()
  local ssc = StreamingContext("local[2]", "saved", Seconds(2))
  ssc:checkpoint("checkpoint")
  ssc:socketTextStream("localhost", 9999):count():print()
  return ssc
end
local ssc = StreamingContext.getOrCreate("checkpoint", create)
ssc:start()
ssc:awaitTermination()
