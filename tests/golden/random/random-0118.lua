-- batches: 3  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0118"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(58, "to be"), pair(1, "BBAa"), pair(308, "gate"), pair(7, "BB"), pair(325, "runs"), pair(2, "gate"), pair(3, "gate"), pair(5, "水"), pair(371, "river"), pair(8, ""), pair(0, ""), pair(10, "水")}, 3),
  sc:parallelize({pair(-2, "AaBB"), pair(8, "AaBB")}, 4),
  sc:parallelize({pair(4, "the")}, 1),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(pair("to be", null), "AaBB"), pair(pair("BB", "a"), "river")}, 2),
  sc:parallelize({pair(pair("the", "gate"), ""), pair(pair("runs", "Aa"), "BB"), pair(pair("a", "opens"), "gate"), pair(pair("AaBB", "水"), "river"), pair(pair("opens", "AaBB"), ""), pair(pair("BBAa", "a"), "opens")}, 3),
  sc:parallelize({}, 6),
}, true, sc:parallelize({pair(pair("BBAa", "Aa"), "AaBB"), pair(pair("水", "to be"), "a")}, 5))
local s3 = s2:groupByKey(HashPartitioner(3))
local s4 = s3:groupByKeyAndWindow(Milliseconds(250), Milliseconds(750))
local s5 = s4:mapPartitions(function(list) return {#list} end)
local s6 = s5:countByValueAndWindow(Milliseconds(750), Milliseconds(750))
local s7 = ssc:transform({s6, s6}, function(rdds) return rdds[1]:fullOuterJoin(rdds[2], 6):values() end)
s7:print()
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
