-- batches: 2  interval: 250  master: local[1]
local conf = SparkConf():setAppName("random-0125"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(true, 11), pair(true, 9), pair(true, 9), pair(false, 4), pair(true, 201), pair(false, 10)}, 5),
}, true)
local s2 = s1:flatMap(function(k, v) return {pair((v % 3 == 0 and None or Some(v % 8)), k), pair(((k and 1 or 0) % 3 == 0 and None or Some((k and 1 or 0) % 8)), (k and 1 or 0) % 3 == 0), pair((v % 3 == 0 and None or Some(v % 8)), k)} end)
local s3 = s2:reduceByKey(function(a, b) return a end, HashPartitioner(8))
local s4 = s3:reduceByKeyAndWindow(function(a, b) return a or b end, Milliseconds(750), Milliseconds(500), HashPartitioner(7)):cache()
local s5 = s4:reduceByKey(function(a, b) return a or b end, HashPartitioner(2))
local s6 = s1:reduceByKeyAndWindow(function(a, b) return math.max(a, b) end, Milliseconds(250), Milliseconds(750))
s6:print()
s3:print(0)
s2:print(100)

ssc:start()
ssc:awaitTermination()
