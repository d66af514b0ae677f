-- batches: 5  interval: 500  master: local[1]  conf spark.default.parallelism=2
local conf = SparkConf():setAppName("random-0108"):setMaster("local[1]")
conf:set("spark.default.parallelism", "2")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({}, 8),
  sc:parallelize({true, true, true}, 5),
  sc:parallelize({true, false, true, false, false, true}, 8),
  sc:parallelize({true, false, false, true, true, false, true, true, false, true, true, true, true, true, true, false, true, false, true, false, true, true, true, false, true, true, false, false, true, false, true, true, false, true, true, false, true, false, true, true, false, false, true, true, true, true, false, true, true, false, true, true, false, false, true, false, false, true, true, true}, 8),
  sc:parallelize({false}, 8),
}, true)
local s2 = s1:map(function(x) return "k" .. (x and 1 or 0) end)
local s3 = s1:flatMap(function(x) return x and {pair("k" .. (x and 1 or 0), "k" .. (x and 1 or 0)), pair("k" .. (x and 1 or 0), "k" .. (x and 1 or 0))} or {} end)
local s4 = s3:reduceByKeyAndWindow(function(a, b) return a end, Milliseconds(1000), Milliseconds(1000))
local s5 = s4:filter(function(k, v) return false end)
local s6 = s5:reduceByKey(function(a, b) return a .. b end, 4):cache()
s6:print(1)
s2:print(3)

ssc:start()
ssc:awaitTermination()
