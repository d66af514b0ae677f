-- batches: 4  interval: 500  master: local[2]
local conf = SparkConf():setAppName("random-0346"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(None, 11)}, 2),
  sc:parallelize({pair(Some(-6), 1), pair(Some(2), 2)}, 6),
  sc:parallelize({}, 5),
}, true)
local s2 = s1:map(function(k, v) return k, math.abs(v) % 5 + 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(500), Milliseconds(500), 6, function(_, v) return v > 0 end)
local s3 = s1:map(function(k, v) return pair((math.abs((k:isDefined() and 2 or 1)) % 3 == 0 and Some(v) or None), 5000000000 + v) end)
s3:persist()
local s4 = s2:cogroup(s3)
local s5 = s4:join(s2, HashPartitioner(6))
s5:persist()
local s6 = s5:map(function(k, v) return k, math.abs(v._2 * 2) % 5 + 1 end):reduceByKeyAndWindow(function(a, b) return a + b end, function(a, b) return a - b end, Milliseconds(500), Milliseconds(500), 3, function(_, v) return v > 0 end)
s6:print(100)
s6:print(100)

ssc:start()
ssc:awaitTermination()
