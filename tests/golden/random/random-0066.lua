-- batches: 4  interval: 500  master: local[4]
local conf = SparkConf():setAppName("random-0066"):setMaster("local[4]")
local ssc = StreamingContext(conf, Milliseconds(500))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair(5, 354), pair(360, 0), pair(2, 8), pair(2, 10), pair(3, 8), pair(1, 4), pair(0, 12), pair(198, 214), pair(204, 89), pair(4, 73), pair(349, 2), pair(308, 4), pair(7, 10), pair(11, 323), pair(4, 7), pair(7, 8), pair(8, 3), pair(3, 7), pair(1, 236), pair(4, 3), pair(371, 2), pair(7, 388), pair(135, 11), pair(40, 7), pair(57, 8), pair(0, 8), pair(8, 10), pair(11, 5), pair(70, 203), pair(6, 10)}, 4),
  sc:parallelize({pair(3, 10)}, 5),
  sc:parallelize({pair(314, 12), pair(355, 5), pair(130, 6)}, 2),
}, true)
local s2 = s1:reduceByKey(function(a, b) return math.max(a, b) end, HashPartitioner(1))
local s3 = s1:reduceByKey(function(a, b) return (a % 1009 * 31 + b) % 1009 end, 7)
local s4 = s3:reduceByKey(function(a, b) return math.max(a, b) end, 5)
local s5 = s4:flatMap(function(k, v) return k % 3 == 0 and {pair(v / 4, "k" .. k), pair(k / 4, "k" .. v)} or {} end)
local s6 = s5:reduceByKey(function(a, b) return a .. "<" .. b end)
local s7 = s6:window(Milliseconds(2000))
s7:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:collect()) do print("  " .. tostring(x)) end
end)
s5:print(0)
s3:print(0)

ssc:start()
ssc:awaitTermination()
