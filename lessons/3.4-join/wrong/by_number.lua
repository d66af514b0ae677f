-- fails "runs": its parts are `v._1` and `v._2`
local ssc = StreamingContext("local[3]", "join", Seconds(1))
local function keyed(line)
  return line:match("(%S+) (%S+)")
end
local clicks    = ssc:socketTextStream("localhost", 9999):map(keyed)
local countries = ssc:socketTextStream("localhost", 9998):map(keyed)
clicks:leftOuterJoin(countries)
  :mapValues(function(v) return v[1] .. "@" .. (v[2] or "?") end):print()
ssc:start()
ssc:awaitTermination()
