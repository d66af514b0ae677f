-- fails "countries alone are silent": ann has clicked on nothing in this batch
local ssc = StreamingContext("local[3]", "join", Seconds(1))
local function keyed(line)
  return line:match("(%S+) (%S+)")
end
local clicks    = ssc:socketTextStream("localhost", 9999):map(keyed)
local countries = ssc:socketTextStream("localhost", 9998):map(keyed)
clicks:fullOuterJoin(countries):mapValues(function(v)
  return v._1:getOrElse("nobody") .. "@" .. v._2:getOrElse("?")
end):print()
ssc:start()
ssc:awaitTermination()
