-- batches: 4  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0257"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local rdd1 = sc:parallelize({pair(6, "to be"), pair(386, null), pair(11, null), pair(10, null), pair(6, "水"), pair(11, "river")}, 1)
local s1 = ssc:queueStream({
  sc:parallelize({pair(pair(310, 3.1), 2.5), pair(pair(12, 3.8), 2.6), pair(pair(19, 2.5), 1.6)}, 4),
  sc:parallelize({pair(pair(46, 1.3), 1.4), pair(pair(187, 0.1), 1.4), pair(pair(8, 2.5e7), 3.3), pair(pair(10, 0.7), 3.0), pair(pair(-6, 3.7), 3.8), pair(pair(103, 2.5e7), 1.5), pair(pair(-5, 1.4), 0.7), pair(pair(8, 1.7), 2.6), pair(pair(-5, 1.7), 0.7), pair(pair(9, 3.5), 2.4), pair(pair(1, 0.3), 2.2), pair(pair(0, 1.3), 0.1)}, 1),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair("a", {})}, 5),
  sc:parallelize({pair("to be", {}), pair("水", {340, 6})}, 1),
  sc:parallelize({pair("to be", {-3, 155}), pair(null, {9}), pair("BBAa", {-4})}, 2),
  sc:parallelize({pair("to be", {}), pair("runs", {370}), pair("opens", {0}), pair("水", {8}), pair(null, {}), pair("BB", {}), pair("Aa", {}), pair("水", {12, 12}), pair(null, {}), pair(null, {308}), pair("", {}), pair("été", {4})}, 5),
}, true)
local s3 = ssc:queueStream({
  sc:parallelize({pair(271, 167), pair(7, 7), pair(4, 6)}, 2),
  sc:parallelize({pair(5, 3), pair(-6, 9)}, 4),
  sc:emptyRDD(),
}, true)
local s4 = s3:fullOuterJoin(s3, 4)
local s5 = s4:transformWith(s3, function(a, b) return a:cogroup(b):join(rdd1) end)
local s6 = s5:filter(function(k, v) return math.abs(#v._1._1) % 3 == 0 end)
s6:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(1)) do print("  " .. tostring(x)) end
end)
s2:print(0)
s1:print()

ssc:start()
ssc:awaitTermination()
