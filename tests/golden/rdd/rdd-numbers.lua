-- batches: 0  interval: 1000  master: local[1]  conf spark.resultGetter.threads=1
local conf = SparkConf():setAppName("rdd-numbers"):setMaster("local[1]"):set("spark.resultGetter.threads", "1")
local ssc = StreamingContext(conf, Seconds(1))
local sc = ssc:sparkContext()

local numbers = sc:parallelize({1, 2, 3, 4, 6}, 2)
print(numbers:sum(), numbers:mean(), numbers:max(), numbers:min())
print(pair("variance", numbers:variance()), pair("stdev", numbers:stdev()))
print(pair("sampleVariance", numbers:sampleVariance()), pair("sampleStdev", numbers:sampleStdev()))
local doubles = sc:parallelize({0.1, 0.2, 0.3, -4.5}, 3)
print(pair("sum", doubles:sum()), pair("mean", doubles:mean()), pair("max", doubles:max()))
print(pair("variance", doubles:variance()), pair("stdev", doubles:stdev()))
