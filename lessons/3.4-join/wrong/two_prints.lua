-- fails "each once": batch 1 (1000 ms) prints 2 lines, wanted 1
local ssc = StreamingContext("local[3]", "join", Seconds(1))
local function keyed(line)
  return line:match("(%S+) (%S+)")
end
local clicks    = ssc:socketTextStream("localhost", 9999):map(keyed)
local countries = ssc:socketTextStream("localhost", 9998):map(keyed)
clicks:join(countries):print()
clicks:leftOuterJoin(countries)
  :mapValues(function(v) return v._1 .. "@" .. v._2:getOrElse("?") end)
  :print()
ssc:start()
ssc:awaitTermination()
