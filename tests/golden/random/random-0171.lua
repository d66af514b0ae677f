-- batches: 2  interval: 250  master: local[2]
local conf = SparkConf():setAppName("random-0171"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local rdd1 = sc:parallelize({pair("Aa", 12), pair("the", 10)}, 2)
local s1 = ssc:queueStream({
  sc:parallelize({pair("opens", "runs"), pair("gate", "水"), pair("BB", "BB"), pair("opens", "水"), pair("BB", "Aa"), pair("BBAa", "the")}, 2),
  sc:parallelize({pair("gate", "runs"), pair("runs", "a")}, 5),
}, true)
local s2 = s1:reduceByWindow(function(a, b) return pair(a._1 .. "<" .. b._1, (a._2 < b._2 and a._2 or b._2)) end, Milliseconds(750), Milliseconds(250))
local s3 = s2:map(function(k, v) return k, math.abs((k == "the" and 1 or 0)) % 7 end)
local s4 = ssc:transform({s2, s3}, function(rdds) return rdds[1]:leftOuterJoin(rdds[2], 1):rightOuterJoin(rdd1) end)
local s5 = s4:cogroup(s1, 2)
local s6 = s5:map(function(k, v) return k, math.abs((2 - #v._1)) % 5 + 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(1000), Milliseconds(250), HashPartitioner(4), function(_, v) return v > 0 end)
s6:print()
s4:print(0)

ssc:start()
ssc:awaitTermination()
