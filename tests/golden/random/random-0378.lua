-- batches: 5  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0378"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:remember(Milliseconds(2000))

local s1 = ssc:queueStream({
  sc:parallelize({pair(pair("gate", null), {"river"}), pair(pair("水", "水"), {"水"}), pair(pair("opens", "BBAa"), {"runs", "a"}), pair(pair("Aa", null), {})}, 2),
  sc:parallelize({pair(pair("a", "AaBB"), {"to be"}), pair(pair("to be", null), {"to be", "BBAa"}), pair(pair("the", "opens"), {}), pair(pair("a", "runs"), {}), pair(pair("水", "été"), {"水", "the"}), pair(pair("", "runs"), {}), pair(pair("BBAa", "runs"), {"a"}), pair(pair("opens", "BB"), {}), pair(pair("a", "opens"), {"BBAa", "BB"}), pair(pair("opens", "水"), {"Aa"}), pair(pair("to be", null), {"opens", ""}), pair(pair("runs", "gate"), {"river", "runs"})}, 6),
  sc:parallelize({pair(pair("été", "opens"), {"AaBB"}), pair(pair("AaBB", "BB"), {"été", "opens"}), pair(pair("BB", "river"), {"été"}), pair(pair("to be", null), {})}, 6),
  sc:parallelize({}, 3),
  sc:parallelize({pair(pair("gate", "opens"), {"BB", "a"}), pair(pair("été", "to be"), {}), pair(pair("gate", null), {"a", "BB"}), pair(pair("river", "runs"), {"BB"}), pair(pair("opens", "Aa"), {}), pair(pair("AaBB", "Aa"), {}), pair(pair("a", "水"), {"AaBB"}), pair(pair("opens", "Aa"), {"水", "a"}), pair(pair("BB", "水"), {"to be"}), pair(pair("", "水"), {}), pair(pair("the", null), {"BBAa"}), pair(pair("gate", "BBAa"), {})}, 3),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair("BB", 0), pair(null, 5), pair(null, 148), pair("runs", -2), pair("Aa", 2), pair(null, 4), pair(null, -5), pair("gate", 10), pair("BBAa", 12), pair("été", 8), pair("to be", 12), pair("to be", 8)}, 5),
  sc:parallelize({pair("BBAa", 0), pair(null, 1), pair("the", 11)}, 3),
  sc:parallelize({pair("opens", 8), pair("", 7)}, 5),
  sc:parallelize({}, 6),
}, true, null)
local s3 = ssc:union({s2, s2})
local s4 = s3:repartition(2)
local s5 = s4:reduceByWindow(function(a, b) return pair((a._1 == null and b._1 or a._1), a._2 + b._2) end, Milliseconds(4000), Milliseconds(3000))
local s6 = s5:mapValues(function(v) return v * 0.1 end)
s6:persist()
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(2)) do print("  " .. tostring(x)) end
end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(0)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
