-- batches: 2  interval: 500  master: local[1]
local conf = SparkConf():setAppName("random-0041"):setMaster("local[1]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({2, 6, 10, 3, 2, 6}, 2),
}, true)
local s2 = ssc:queueStream({
  sc:parallelize({16999999244, 15999999307, 13999999433, 14999999370, 13999999433, 11999999559}, 8),
  sc:parallelize({9999999685, 7999999811, 10999999622, 9999999685, 11999999559, 5999999937}, 7),
}, true)
local s3 = s2:map(function(x) return "a" end)
local s4 = s3:map(function(x) return 2, x end)
local s5 = s4:window(Milliseconds(2000), Milliseconds(500))
local s6 = s4:reduceByKey(function(a, b) return a .. b end)
local s7 = s6:map(function(k, v) return k, k end)
local s8 = s3:flatMap(function(x, emit) emit(pair(7999999811, x), null) emit(pair(9999999685, x), null) end)
s8:print(3)
s4:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(3)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
