-- fails "no click lost": the program reads
local ssc = StreamingContext("local[3]", "join", Seconds(1))
local function keyed(line)
  return line:match("(%S+) (%S+)")
end
local clicks    = ssc:queueStream({}):map(keyed)
local countries = ssc:queueStream({}):map(keyed)
clicks:leftOuterJoin(countries)
  :mapValues(function(v) return v._1 .. "@" .. v._2:getOrElse("?") end)
  :print()
ssc:start()
ssc:awaitTermination()
