-- batches: 6  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0044"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local rdd1 = sc:parallelize({pair(pair(3, ""), 10), pair(pair(10, "gate"), 216), pair(pair(11, "a"), 241)}, 3)
local s1 = ssc:queueStream({
  sc:parallelize({}, 1),
  sc:parallelize({None, None}, 4),
  sc:parallelize({}, 3),
  sc:parallelize({None}, 1),
  sc:parallelize({None, None, Some("a"), Some("BB")}, 5),
  sc:parallelize({None}, 4),
}, true)
local s2 = s1:map(function(x) return pair(((x:isDefined() and 2 or 1) + 3), x:getOrElse("Aa")), (2 - (x:getOrElse("BB") == "the" and 1 or 0)) end)
local s3 = ssc:transform({s2, s2}, function(rdds) return rdds[1]:union(rdds[2]):union(rdd1):partitionBy(HashPartitioner(1)) end)
s3:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
