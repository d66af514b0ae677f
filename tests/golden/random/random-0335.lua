-- batches: 5  interval: 500  master: local[1]
local conf = SparkConf():setAppName("random-0335"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(pair(6, 11), 3.1), pair(pair(0, -2), 1.5), pair(pair(12, 10), 2.5e7), pair(pair(360, 0), 2.1), pair(pair(3, 233), 2.5e7), pair(pair(-2, 276), 0.4)}, 6),
  sc:parallelize({pair(pair(143, 5), 3.3), pair(pair(0, 7), 2.4), pair(pair(-8, -6), 3.6), pair(pair(6, 5), 1.2), pair(pair(5, 6), 3.0), pair(pair(0, -8), 1.0)}, 4),
  sc:parallelize({pair(pair(8, 10), 0.7), pair(pair(92, 397), 2.8), pair(pair(-4, 4), 0.0), pair(pair(-2, 10), 3.4), pair(pair(204, -1), 0.6), pair(pair(9, 7), 3.3)}, 5),
  sc:parallelize({}, 3),
  sc:parallelize({pair(pair(-2, 9), 1.6)}, 5),
}, true, null)
local s2 = ssc:queueStream({
  sc:parallelize({pair(8999999748, "水"), pair(5000000000, "the"), pair(11999999559, "runs"), pair(5999999937, "AaBB")}, 2),
  sc:parallelize({pair(9999999685, "été"), pair(8999999748, "river")}, 2),
  sc:parallelize({}, 2),
}, true, sc:parallelize({pair(14999999370, "")}, 4))
local s3 = s1:map(function(k, v) return pair(5000000000 + (v > 1.5 and 1 or 0), k._1) end)
local s4 = s2:fullOuterJoin(s3)
local s5 = s4:reduceByKeyAndWindow(function(a, b) return pair((a._1:isDefined() and a._1 or b._1), (a._2:isDefined() and a._2 or b._2)) end, Milliseconds(1500))
local s6 = s5:flatMap(function(k, v, emit) emit(k, v._2:getOrElse(8)) end)
s6:checkpoint(Milliseconds(1500))
local s7 = s1:rightOuterJoin(s1, 5)
s7:print(0)
s6:print(100)

ssc:start()
ssc:awaitTermination()
