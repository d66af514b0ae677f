-- batches: 1  interval: 1000  master: local[1]
local conf = SparkConf():setAppName("random-0001"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({"gate", "gate", "to be", "runs", "a", "Aa", "a", "Aa", "BBAa", "水", "", "a", "Aa", "", "BB", "", "Aa", "", "", "the", "AaBB", "水", "été", "river", "été", "BB", "", "opens", "水", "river", "to be", "gate", "été", "gate", "", "BB", "a", "to be", "opens", "été", "BB", "été", "to be", "BB", "水", "Aa", "水", "BBAa", "BBAa", "Aa", "", "Aa", "été", "the", "to be", "opens", "AaBB", "opens", "Aa", ""}, 7),
}, true)
local s2 = s1:filter(function(x) return true end)
local s3 = s1:flatMap(split)
local s4 = s3:map(function(x) return false, x end)
local s5 = s3:flatMap(function(x, emit) if true then emit(pair(x, Some(2)), 12) end end)
local s6 = s5:window(Milliseconds(4000))
local s7 = s6:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end, 8)
s7:print()

ssc:start()
ssc:awaitTermination()
