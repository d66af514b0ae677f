-- fails "no click lost": batch 1 (1000 ms): the click of bob on cart is not printed
local ssc = StreamingContext("local[3]", "join", Seconds(1))
local function keyed(line)
  return line:match("(%S+) (%S+)")
end
local clicks    = ssc:socketTextStream("localhost", 9999):map(keyed)
local countries = ssc:socketTextStream("localhost", 9998):map(keyed)
clicks:leftOuterJoin(countries)
  :filter(function(user, v) return v._2:isEmpty() end)
  :mapValues(function(v) return v._1 .. "@" .. v._2:getOrElse("?") end)
  :print()
ssc:start()
ssc:awaitTermination()
