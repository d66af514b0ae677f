-- batches: 3  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0031"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({"to be", "Aa", "the", "BBAa", "river", "the", "a", "opens", "runs", "runs", "the", "水", "été", "the", "river", "BB", "AaBB", "opens", "Aa", "été", "Aa", "水", "水", "BBAa", "Aa", "opens", "Aa", "été", "", "BB", "", "Aa", "BBAa", "", "to be", "opens", "été", "the", "été", "a", "to be", "Aa", "river", "水", "opens", "", "to be", "BBAa", "the", "runs", "Aa", "AaBB", "", "the", "opens", "to be", "水", "the", "runs", "a"}, 3),
  sc:parallelize({"runs", "été", "a", "AaBB", "AaBB", "opens"}, 7),
  sc:parallelize({"the", "Aa", "river", "gate", "a", "水", "BBAa", "Aa", "水", "水", "", "a", "river", "the", "a", "to be", "gate", "BB", "BB", "river", "BB", "BB", "river", "opens", "river", "", "the", "opens", "opens", "AaBB"}, 7),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair("runs", 10), pair("runs", 0), pair("to be", 5), pair("水", 98), pair("Aa", 5), pair("Aa", 9)}, 6),
  sc:emptyRDD(),
  sc:parallelize({pair("", 6), pair("AaBB", 9), pair("BB", 189), pair("été", 0), pair("gate", 52), pair("river", 7), pair("gate", 2), pair("the", 12), pair("opens", 8), pair("opens", 7), pair("AaBB", 8), pair("river", 4), pair("the", 8), pair("BB", 8), pair("BBAa", 10), pair("river", 3), pair("水", 323), pair("gate", 3), pair("the", 9), pair("été", 7), pair("river", 158), pair("AaBB", 177), pair("runs", 254), pair("a", 3), pair("été", 1), pair("Aa", 3), pair("to be", 7), pair("", 11), pair("", 7), pair("runs", 12)}, 6),
}, true, null)
local s3 = s2:map(function(k, v) return (v % 5 == 0 and null or "w" .. v), (v % 3 == 0 and None or Some(v % 8)) end)
local s4 = s3:map(function(k, v) return null, true end):cache()
local s5 = s2:reduceByKeyAndWindow(function(a, b) return math.max(a, b) end, Milliseconds(500), Milliseconds(250)):cache()
local s6 = s5:reduceByKeyAndWindow(function(a, b) return math.max(a, b) end, Milliseconds(500), Milliseconds(750)):cache()
s6:print(25)
s1:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
