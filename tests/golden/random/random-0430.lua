-- batches: 5  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0430"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(2.0, 0), pair(2.6, 2), pair(2.5e7, 195), pair(1.6, 3), pair(2.1, 12), pair(0.6, 11)}, 6),
  sc:emptyRDD(),
  sc:parallelize({pair(3.4, 4), pair(2.0, 7), pair(2.5e7, 8)}, 4),
  sc:emptyRDD(),
}, true, sc:parallelize({pair(1.4, 2)}, 5))
local s2 = s1:leftOuterJoin(s1, HashPartitioner(3))
local s3 = s1:reduce(function(a, b) return pair(a._1, a._2 + b._2) end)
s3:cache()
local s4 = s3:map(function(k, v) return v / 4, math.abs((k > 1.5 and 1 or 0)) % 3 == 0 end)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:flatMapValues(function(v) return {pair((v and 1 or 0) > 5, 5000000000 + (v and 1 or 0)), pair(v, 5000000000 + (v and 1 or 0))} end):values():collect()) do print("  " .. tostring(x)) end
end)
s2:print(100)

ssc:start()
ssc:awaitTermination()
