-- batches: 3  interval: 1000  master: local[4]
local conf = SparkConf():setAppName("random-0061"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()
ssc:checkpoint("checkpoint")

local s1 = ssc:queueStream({
  sc:parallelize({pair(None, 2), pair(Some("opens"), 12), pair(Some("gate"), 0)}, 6),
  sc:parallelize({pair(Some("BB"), 45), pair(Some("the"), 5), pair(Some("été"), 12)}, 5),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({pair(null, true)}, 1),
  sc:parallelize({}, 4),
}, true)
local s3 = ssc:queueStream({
  sc:parallelize({pair(5999999937, "été"), pair(8999999748, "the")}, 1),
  sc:parallelize({pair(10999999622, "été")}, 5),
}, true)
local s4 = s1:window(Milliseconds(3000), Milliseconds(1000))
local s5 = s3:groupByKey(5)
local s6 = s1:map(function(k, v) return 5000000000 + (k:isDefined() and 2 or 1), v end)
local s7 = s5:join(s6)
s7:checkpoint(Milliseconds(3000))
local s8 = s6:flatMapValues(function(v) return {pair(v, v)} end)
s8:print(25)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s4:print()

ssc:start()
ssc:awaitTermination()
