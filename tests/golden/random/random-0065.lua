-- batches: 2  interval: 1000  master: local[2]  conf spark.default.parallelism=6
local conf = SparkConf():setAppName("random-0065"):setMaster("local[2]")
conf:set("spark.default.parallelism", "6")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({6999999874, 14999999370, 9999999685, 13999999433, 10999999622, 13999999433, 8999999748, 15999999307, 7999999811, 15999999307, 13999999433, 11999999559}, 7),
  sc:parallelize({}, 2),
}, true)
local s2 = s1:map(function(x) return 1.5 end)
local s3 = s2:window(Milliseconds(1000), Milliseconds(3000)):cache()
local s4 = s1:window(Milliseconds(1000))
local s5 = s2:flatMap(function(x) return {pair(pair(12, 7), 2), pair(pair(8, 9), 29)} end)
local s6 = s5:reduceByKeyAndWindow(function(a, b) return math.max(a, b) end, Milliseconds(3000), Milliseconds(1000), 1)
local s7 = s6:flatMap(function(k, v) return k._1 > 5 and {pair(v > 5, v > 5), pair(v % 3 == 0, v % 3 == 0)} or {} end)
s7:print(100)

ssc:start()
ssc:awaitTermination()
