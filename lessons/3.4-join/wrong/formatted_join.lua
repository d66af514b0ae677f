-- fails "no click lost": the click of ann on home found no country in its batch and is
local ssc = StreamingContext("local[3]", "join", Seconds(1))
local function keyed(line)
  return line:match("(%S+) (%S+)")
end
local clicks    = ssc:socketTextStream("localhost", 9999):map(keyed)
local countries = ssc:socketTextStream("localhost", 9998):map(keyed)
clicks:join(countries)
  :mapValues(function(v) return v._1 .. "@" .. v._2 end)
  :print()
ssc:start()
ssc:awaitTermination()
