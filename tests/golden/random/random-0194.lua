-- batches: 2  interval: 250  master: local[2]
local conf = SparkConf():setAppName("random-0194"):setMaster("local[2]")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({16999999244}, 5),
  sc:emptyRDD(),
}, true, null)
local s2 = s1:flatMap(function(x) return true and {pair(null, Some(2)), pair(null, Some(2))} or {} end)
local s3 = s2:reduceByKey(function(a, b) return b end)
local s4 = s3:reduceByKey(function(a, b) return a end, HashPartitioner(6))
local s5 = s4:flatMap(function(k, v) return {13999999433} end)
local s6 = s5:map(function(x) return pair("a", 255), pair(false, null) end)
local s7 = s6:map(function(k, v) return v._1, v._1 end)
s7:print(0)
s3:print(10)
s3:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)

ssc:start()
ssc:awaitTermination()
