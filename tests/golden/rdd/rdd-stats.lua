-- batches: 0  interval: 1000  master: local[1]  conf spark.resultGetter.threads=1
local conf = SparkConf():setAppName("rdd-stats"):setMaster("local[1]"):set("spark.resultGetter.threads", "1")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3, 4, 6}, 2)
local stats = numbers:stats()
print(stats)
print(pair(stats:count(), pair(stats:mean(), stats:sum())))
print(pair(stats:max(), pair(stats:min(), pair(stats:variance(), stats:stdev()))))
print(pair(stats:sampleVariance(), stats:sampleStdev()))
print(sc:parallelize({1000000.5, -2.25, 1e20}, 3):stats())
print(sc:parallelize({42}, 2):stats())
