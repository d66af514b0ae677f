-- batches: 5  interval: 1000  master: local[3]
local conf = SparkConf():setAppName("random-0149"):setMaster("local[3]")
local ssc = StreamingContext(conf, Milliseconds(1000))
local sc = ssc:sparkContext()

local s1 = ssc:queueStream({
  sc:parallelize({pair("BB", 10), pair("BB", 3), pair("river", 3)}, 1),
  sc:parallelize({pair("AaBB", 9), pair("opens", 17), pair("opens", 2), pair("Aa", 9), pair("to be", 7), pair("", 0)}, 6),
  sc:parallelize({pair("BB", 11)}, 7),
  sc:parallelize({pair("river", 3), pair("to be", 0), pair("river", 0), pair("a", 1), pair("BB", 4), pair("the", 5)}, 2),
  sc:parallelize({pair("the", 12)}, 7),
}, true)
local s2 = s1:flatMap(function(k, v) return v > 5 and {pair(pair(5000000000 + v, v * 2), 5000000000 + v)} or {} end)
local s3 = s2:reduceByKey(function(a, b) return a + b end, 8)
local s4 = s3:map(function(k, v) return k._2, "k" .. k._2 end):cache()
local s5 = s4:filter(function(k, v) return k > 5 end):cache()
local s6 = s5:reduceByKey(function(a, b) return a end)
local s7 = s6:reduceByKeyAndWindow(function(a, b) return a .. "<" .. b end, Milliseconds(1000))
s7:foreachRDD(function(rdd, time)
  print(time:milliseconds() .. " partitions " .. rdd:getNumPartitions() .. " " .. tostring(rdd:isEmpty()))
end)
s3:foreachRDD(function(rdd, time)
  for _, x in ipairs(rdd:take(10)) do print("  " .. tostring(x)) end
end)

ssc:start()
ssc:awaitTermination()
