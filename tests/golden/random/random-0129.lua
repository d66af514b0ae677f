-- batches: 1  interval: 1000  master: local[3]  conf spark.default.parallelism=4
local conf = SparkConf():setAppName("random-0129"):setMaster("local[3]")
conf:set("spark.default.parallelism", "4")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({true, false, false, false, false, false, true, false, false, false, false, false, false, false, true, true, true, true, false, false, false, false, true, false, true, true, true, false, false, false, true, false, true, false, false, true, true, true, false, true, false, false, true, true, true, true, true, true, true, false, false, false, false, true, false, true, false, true, false, false}, 1),
}, true, null)
local s2 = ssc:queueStream({
  sc:parallelize({pair("gate", 1), pair("BB", 12), pair("BB", 388), pair("a", 5), pair("river", 2), pair("BB", 13), pair("水", 10), pair("the", 5), pair("to be", 2), pair("river", 1), pair("Aa", 98), pair("AaBB", 9), pair("Aa", 0), pair("gate", 266), pair("été", 6), pair("Aa", 12), pair("BB", 349), pair("opens", 1), pair("a", 187), pair("BB", 4), pair("été", 10), pair("the", 276), pair("été", 100), pair("gate", 11), pair("BB", 2), pair("BBAa", 2), pair("gate", 105), pair("the", 11), pair("the", 55), pair("BB", 3)}, 2),
}, true)
local s3 = s2:filter(function(k, v) return v > 5 end)
local s4 = s3:reduceByKeyAndWindow(function(a, b) return math.max(a, b) end, Milliseconds(3000), Milliseconds(1000), HashPartitioner(2))
local s5 = s4:flatMap(function(k, v, emit) emit(v + 3) end):cache()
local s6 = s4:flatMap(function(k, v) return v > 5 and {pair(pair(k, v > 5), v), pair(pair(k, v % 3 == 0), v)} or {} end):cache()
s6:print(10)

ssc:start()
ssc:awaitTermination()
