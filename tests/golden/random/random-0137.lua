-- batches: 5  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0137"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair("水", 6), pair("", 11), pair("gate", 12), pair("", 4), pair("to be", 10), pair("runs", 9), pair("水", -6), pair("BBAa", -4), pair("the", 6), pair("Aa", 12), pair("Aa", 3), pair("a", 11)}, 4),
  sc:parallelize({pair("to be", 10), pair("Aa", 10), pair("to be", 7), pair("runs", 219), pair("水", 11), pair("Aa", -5), pair("river", 10), pair("BBAa", 10), pair("the", 8), pair("river", 12), pair("été", 0), pair("opens", 2)}, 3),
  sc:parallelize({pair("river", 216), pair("to be", 2), pair("opens", 73), pair("Aa", 10)}, 5),
  sc:parallelize({pair("the", 7)}, 6),
  sc:parallelize({pair("AaBB", 28), pair("", 0), pair("runs", 9), pair("BBAa", 1), pair("a", 7), pair("a", 8), pair("opens", 8), pair("river", 12), pair("river", 397), pair("gate", 2), pair("opens", 9), pair("水", -9)}, 1),
}, true, sc:parallelize({pair("a", 1), pair("gate", 8), pair("AaBB", 7)}, 6))
local s2 = ssc:queueStream({
  sc:parallelize({pair("a", "river"), pair("AaBB", "to be"), pair("", "to be")}, 3),
  sc:parallelize({pair("to be", "水"), pair("AaBB", "to be"), pair("a", "gate"), pair("gate", "to be")}, 1),
  sc:parallelize({pair("opens", "BBAa"), pair("gate", "gate"), pair("Aa", "été"), pair("the", "opens")}, 5),
}, true)
local s3 = s2:countByValue()
local s4 = s3:combineByKey(function(v) return pair((v % 1000) * 2, 1) end, function(acc, v) return pair(acc._1 + (v % 1000) * 2, acc._2 + 1) end, function(a, b) return pair(a._1 + b._1, a._2 + b._2) end, HashPartitioner(4))
local s5 = s2:map(function(k, v) return k, ((k == "the" and 1 or 0) + 3) end)
local s6 = s1:union(s5)
local s7 = s2:mapValues(function(v) return {v, v} end)
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:filter(function(k, v) return (k == "the" and 1 or 0) > 5 end):collect()) do print("  " .. tostring(x)) end
end)
s6:print(3)
s4:print()

ssc:start()
ssc:awaitTermination()
