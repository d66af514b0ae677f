-- batches: 4  interval: 250  master: local[4]  conf spark.default.parallelism=5
local conf = SparkConf():setAppName("random-0132"):setMaster("local[4]")
conf:set("spark.default.parallelism", "5")
local ssc = StreamingContext(conf, Milliseconds(250))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({11999999559, 14999999370, 10999999622, 5000000000, 5999999937, 11999999559, 5000000000, 6999999874, 14999999370, 15999999307, 5000000000, 16999999244}, 5),
}, true, null)
local s2 = s1:flatMap(function(x, emit) if true then emit(pair(2, 5.5), 1) emit(pair(4, 2.0), 2) emit(pair(5, 3.25), 7) end end)
local s3 = s2:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(750), Milliseconds(500), 8)
local s4 = s3:map(function(k, v) return v, pair(v * 0.25, "k" .. k._1) end)
local s5 = s4:window(Milliseconds(2000))
local s6 = s2:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end, 2)
local s7 = s6:reduceByKey(function(a, b) return math.max(a, b) end, 8)
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " count " .. rdd:count())
end)
s3:print(3)
s3:print(100)

ssc:start()
ssc:awaitTermination()
