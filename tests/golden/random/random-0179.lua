-- batches: 4  interval: 500  master: local[1]  conf spark.default.parallelism=2
local conf = SparkConf():setAppName("random-0179"):setMaster("local[1]")
conf:set("spark.default.parallelism", "2")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({12, 7, 8}, 7),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({}, 1),
  sc:parallelize({289, 3, 6, 0, 1, 11}, 7),
  sc:parallelize({7, 4, 154, 66, 11, 21, 7, 284, 11, 12, 8, 87, 343, 4, 5, 10, 262, 394, 9, 6, 3, 257, 3, 4, 4, 2, 0, 190, 12, 7, 6, 140, 1, 0, 1, 8, 1, 366, 3, 5, 3, 224, 5, 8, 12, 8, 1, 4, 160, 279, 3, 2, 11, 8, 12, 388, 4, 27, 24, 3}, 6),
  sc:emptyRDD(),
}, true)
local s3 = s2:flatMap(function(x) return {pair(x % 3 == 0, x > 5), pair(x > 5, x > 5), pair(x % 3 == 0, x > 5)} end)
local s4 = s3:reduceByKeyAndWindow(function(a, b) return a end, Milliseconds(1500), Milliseconds(1500))
local s5 = s4:reduceByKey(function(a, b) return a or b end, 4)
local s6 = s5:flatMap(function(k, v, emit) emit(((v and 1 or 0) % 3 == 0 and None or Some((v and 1 or 0) % 8)), (v and 1 or 0) * 2) emit(((v and 1 or 0) % 3 == 0 and None or Some((v and 1 or 0) % 8)), (k and 1 or 0) * 2) end)
s6:print()

ssc:start()
ssc:awaitTermination()
