-- batches: 1  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0106"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({386, 4, 10, 8, 5, 12, 7, 2, 7, 91, 11, 238}, 5),
}, true)
local s2 = s1:filter(function(x) return x > 5 end):cache()
local s3 = s2:map(function(x) return x, x + 3 end)
local s4 = s3:flatMap(function(k, v) return {pair(pair(v, k / 4), (k % 5 == 0 and null or "w" .. k)), pair(pair(v, k * 0.25), (v % 5 == 0 and null or "w" .. v))} end)
local s5 = s4:map(function(k, v) return k._1, k._1 end):cache()
local s6 = s5:reduceByKeyAndWindow(function(a, b) return a + b end, Milliseconds(2000), Milliseconds(1000))
local s7 = s6:reduceByKey(function(a, b) return math.max(a, b) end, HashPartitioner(8))
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s6:print(10)
s7:print(25)

ssc:start()
ssc:awaitTermination()
