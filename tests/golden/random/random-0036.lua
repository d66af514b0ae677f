-- batches: 3  interval: 1000  master: local[1]  conf spark.default.parallelism=6
local conf = SparkConf():setAppName("random-0036"):setMaster("local[1]")
conf:set("spark.default.parallelism", "6")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:emptyRDD(),
  sc:emptyRDD(),
  sc:emptyRDD(),
}, true)
local s2 = s1:flatMap(split)
local s3 = s2:filter(function(x) return true end)
local s4 = s3:filter(function(x) return true end)
local s5 = s4:flatMap(function(x, emit) if true then emit(pair(null, null), x) end end):cache()
local s6 = s5:window(Milliseconds(4000), Milliseconds(3000))
local s7 = s3:filter(function(x) return true end)
s7:print(100)
s1:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s4:print(100)

ssc:start()
ssc:awaitTermination()
