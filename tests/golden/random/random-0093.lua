-- batches: 3  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0093"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({9, 4, 131, 4, 126, 8, 7, 7, 187, 0, 348, 2, 3, 4, 7, 373, 7, 0, 3, 8, 320, 5, 241, 78, 2, 311, 6, 10, 11, 4, 0, 0, 7, 22, 2, 0, 9, 89, 4, 3, 1, 97, 283, 267, 8, 255, 3, 176, 8, 4, 9, 12, 353, 5, 3, 12, 5, 11, 11, 2}, 5),
}, true)
local s2 = s1:flatMap(function(x, emit) emit(pair("k" .. x, x), 5000000000 + x) end)
local s3 = s2:window(Milliseconds(4000), Milliseconds(1000))
local s4 = s3:reduceByKey(function(a, b) return b end, 1)
local s5 = s4:reduceByKey(function(a, b) return math.min(a, b) end, 7)
s5:print(3)
s4:print(100)

ssc:start()
ssc:awaitTermination()
