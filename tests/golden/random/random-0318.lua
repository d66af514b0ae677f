-- batches: 10  interval: 500  master: local[2]
local conf = SparkConf():setAppName("random-0318"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()
ssc:remember(Milliseconds(1500))

local s1 = ssc:queueStream({
  sc:parallelize({pair(pair(6, false), "水"), pair(pair(1, true), "gate"), pair(pair(8, false), "to be")}, 3),
  sc:parallelize({}, 3),
  sc:parallelize({pair(pair(1, true), "été")}, 5),
  sc:parallelize({}, 4),
  sc:parallelize({}, 4),
  sc:parallelize({pair(pair(3, false), "opens"), pair(pair(11, false), "AaBB")}, 1),
  sc:parallelize({pair(pair(1, false), "水"), pair(pair(5, false), "runs")}, 4),
  sc:parallelize({pair(pair(9, true), "gate")}, 6),
}, true, null)
local s2 = s1:flatMapValues(function(v) return {{"k" .. (v == null and 1 or 0), "k" .. (v == null and 1 or 0)}, {"k" .. (v == null and 1 or 0), "k" .. (v == null and 1 or 0)}} end)
local s3 = s2:map(function(k, v) return pair((k._2 and 1 or 0) * 2, math.abs(#v) % 3 == 0), math.abs(#v) % 3 == 0 end)
local s4 = s2:transformWith(s3, function(a, b) return a:leftOuterJoin(b, 1):filter(function(k, v) return (v._2:getOrElse(false) and 1 or 0) > 5 end):mapValues(function(v) return #v._1 > 5 end) end)
s4:cache()
local s5 = s4:rightOuterJoin(s3, 1)
local s6 = ssc:union({s5, s5})
s6:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
