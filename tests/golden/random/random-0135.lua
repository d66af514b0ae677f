-- batches: 5  interval: 250  master: local[3]
local conf = SparkConf():setAppName("random-0135"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({true, false, false, false, false, false, true, false, false, true, false, true}, 4),
  sc:parallelize({true, true, false}, 5),
  sc:parallelize({true}, 6),
  sc:parallelize({false, false, true, true, false, true}, 2),
}, true)
local s2 = s1:map(function(x) return pair((x and 1 or 0) > 5, ((x and 1 or 0) % 3 == 0 and None or Some((x and 1 or 0) % 8))), (x and 1 or 0) * 2 end)
local s3 = s2:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(500), Milliseconds(250), HashPartitioner(5)):cache()
local s4 = s2:flatMap(function(k, v, emit) emit((v % 5 == 0 and null or "w" .. v), k._2) emit((v % 5 == 0 and null or "w" .. v), k._2) end)
local s5 = s4:reduceByKeyAndWindow(function(a, b) return b end, Milliseconds(250))
local s6 = s5:reduceByKey(function(a, b) return b end, 5)
s6:print()
s3:print(25)

ssc:start()
ssc:awaitTermination()
