-- batches: 3  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0491"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair("水", 4), pair("a", 4)}, 2),
  sc:emptyRDD(),
  sc:parallelize({pair("AaBB", 10), pair("river", 2), pair("BB", 6), pair("runs", 9), pair("to be", 12), pair("", 0), pair("to be", 2), pair("BBAa", 8), pair("river", 51), pair("gate", 57), pair("to be", 4), pair("BBAa", 170)}, 2),
}, true)
local s2 = s1:map(function(k, v) return pair(k, pair((k == "the" and 1 or 0) / 4, k .. "!")) end)
local s3 = ssc:transform({s1, s2}, function(rdds) return rdds[1]:fullOuterJoin(rdds[2], 6):partitionBy(HashPartitioner(5)):map(function(k, v) return "k" .. (v._2:isDefined() and 2 or 1), k .. "!" end) end)
local s4 = s3:transform(function(rdd) return rdd:groupByKey() end)
local s5 = s4:transform(function(rdd, time)
  local ms = time:milliseconds()
  return rdd:repartition(3):map(function(k, v) return (k == "the" and 1 or 0) * 2, ms end)
end)
local s6 = s5:reduce(function(a, b) return pair(a._1 + b._1, math.min(a._2, b._2)) end)
s6:print(1)

ssc:start()
ssc:awaitTermination()
