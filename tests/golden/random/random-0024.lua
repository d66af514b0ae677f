-- batches: 4  interval: 250  master: local[4]
local conf = SparkConf():setAppName("random-0024"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair("river", 5), pair("Aa", 191), pair("to be", 9), pair("opens", 11), pair("river", 11), pair("水", 6)}, 3),
  sc:parallelize({pair("été", 203), pair("BB", 4), pair("AaBB", 4), pair("", 185), pair("水", 9), pair("BBAa", 0)}, 2),
  sc:parallelize({pair("Aa", 222), pair("été", 6), pair("BBAa", 374)}, 2),
}, true)
local s2 = s1:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end, 6)
local s3 = s2:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end, 6)
local s4 = s3:reduceByKey(function(a, b) return math.max(a, b) end)
s4:print(3)

ssc:start()
ssc:awaitTermination()
